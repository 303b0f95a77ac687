import type { Words } from './words.js';

/** What is not Arabic keeps its own direction, and leaves that of the sentence alone. */
const apart = (foreign: string) => `\u2068${foreign}\u2069`;

export const arabic: Words = {
  locale: 'ar',
  units: 'long',
  buttons: {
    download: 'تنزيل',
    pause: 'إيقاف مؤقت',
    resume: 'استئناف',
    retry: 'إعادة المحاولة',
    cancel: 'إلغاء',
    next: 'التنزيل تاليًا',
    save: 'حفظ',
    stop: 'إيقاف',
    remove: 'إزالة',
    removeCopy: 'إزالة هذه النسخة',
    keep: 'إبقاء',
    ok: 'حسنًا',
    undo: 'تراجع',
    open: 'فتح',
    close: 'إغلاق',
  },
  status: {
    idle: 'جاهز للتنزيل',
    queued: 'في انتظار الدور',
    connecting: 'جارٍ الاتصال…',
    downloading: 'جارٍ التنزيل',
    paused: 'متوقف مؤقتًا',
    verifying: 'جارٍ التحقق من الملف…',
    complete: 'اكتمل التنزيل',
    removed: 'تمت الإزالة',
  },
  waiting: {
    offline: { what: 'يبدو أنك غير متصل.', next: 'سيُستأنف التنزيل تلقائيًا.' },
    retry: { what: 'انقطع الاتصال.', next: 'سيُستأنف التنزيل تلقائيًا.' },
    'server-busy': { what: 'الخادم مشغول.', next: 'سيُستأنف التنزيل تلقائيًا.' },
    access: { what: 'انتهت صلاحية الرابط.', next: 'للمتابعة، افتح الصفحة التي وجدته فيها أو سجّل الدخول مرة أخرى.' },
    'data-saver': { what: 'توفير البيانات مفعّل.', next: 'لن يستمر التنزيل حتى تبدأه بنفسك أو توقف هذه الميزة.' },
  },
  errors: {
    'invalid-request': {
      what: 'لا يمكن التنزيل من هذا العنوان.',
      next: `تأكد من أنه كامل ويبدأ بـ ${apart('https://')}.`,
    },
    network: {
      what: 'تعذّر الوصول إلى الخادم.',
      next: 'تحقق من اتصالك ثم أعد المحاولة. وربما لا يسمح الخادم لهذه الصفحة بالتنزيل.',
    },
    'not-found': { what: 'لا يوجد ملف في هذا العنوان.', next: 'ابحث عن رابط أحدث حيث وجدت هذا الرابط.' },
    forbidden: {
      what: 'يرفض الخادم السماح بالوصول.',
      next: 'سجّل الدخول أو أعد فتح الصفحة التي وجدت فيها الرابط، ثم أعد المحاولة.',
    },
    'http-status': { what: 'ردّ الخادم بخطأ.', next: 'أعد المحاولة لاحقًا.' },
    changed: { what: 'يتغير الملف باستمرار على الخادم.', next: 'أعد المحاولة لاحقًا لتنزيله من البداية.' },
    'bad-server': { what: 'ردود الخادم متناقضة.', next: 'لا يمكن تجميع الملف منها. أعد المحاولة لاحقًا.' },
    integrity: { what: 'الملف ليس هو الملف المتوقع.', next: 'ستؤدي إعادة المحاولة إلى تنزيله من البداية.' },
    'storage-full': { what: 'لا توجد مساحة كافية.', next: 'وفّر بعض المساحة ثم أعد المحاولة.' },
    'storage-unavailable': {
      what: 'لا تستطيع هذه الصفحة حفظ الملف.',
      next: `قد يكون السبب نافذة خاصة أو عنوانًا لا يبدأ بـ ${apart('https')}.`,
    },
    'storage-lost': {
      what: 'لم تعد البيانات المخزَّنة موجودة.',
      next: 'ربما محاها المتصفح. ستبدأ إعادة المحاولة من البداية.',
    },
    'not-saved': {
      what: 'تعذّر حفظ الملف هناك.',
      next: 'لم يبقَ شيء من المحاولة. احفظه مرة أخرى أو في مكان آخر.',
    },
    'not-complete': { what: 'لم يكتمل الملف بعد.', next: 'انتظر حتى يكتمل التنزيل.' },
    removed: { what: 'تمت إزالة هذا التنزيل.', next: 'نزّل الملف مرة أخرى إذا كنت تحتاج إليه.' },
    internal: { what: 'حدث خطأ في هذه الصفحة.', next: 'أعد المحاولة، وإذا لم ينجح ذلك فأعد تحميل الصفحة.' },
  },
  looking: 'جارٍ البحث عن البيانات المخزَّنة…',
  details: 'التفاصيل',
  diagnosis: {
    copy: 'نسخ معلومات التشخيص',
    copied: 'تم النسخ',
    copyThis: 'انسخ هذا النص:',
  },
  downloads: 'التنزيلات',
  noDownloads: 'لا توجد تنزيلات بعد',
  notes: {
    elsewhere: 'قيد التشغيل في علامة تبويب أخرى',
    silent: 'قيد التشغيل في علامة تبويب أخرى لا تستجيب. أغلقها للمتابعة هنا.',
    notResumable: 'لا يتيح الخادم استئناف التنزيل: سيبدأ من جديد بعد أي إيقاف مؤقت أو إعادة تحميل للصفحة.',
    thisSession: 'لا يحتفظ هذا المتصفح بالملف إلا حتى إغلاق نافذته.',
  },
  undoable: (amount) => `لا يزال بالإمكان استعادة ${amount}.`,
  saving: 'جارٍ الحفظ…',
  saved: 'حُفظ الملف على جهازك. لم تعد هناك حاجة إلى النسخة الموجودة في المتصفح.',
  handedOver: 'يحفظ المتصفح الملف الآن. لا تُزِله من هنا قبل أن ينتهي.',
  cannotShow: 'لا يستطيع هذا المتصفح عرض الملف هنا. احفظه وافتحه ببرنامج آخر.',
  digestMatches: 'المجموع الاختباري مطابق',
  unknownProgress: 'لا شيء بعد',
  progressOf: (name) => `تقدّم ${apart(name)}`,
  about: (name, what) => `${apart(name)}: ${what}`,
  both: (first, second) => `${first}، ${second}`,
  ofTotal: (stored, total) => `${stored} من ${total}`,
  kept: (amount) => `حُفظ ${amount}`,
  soFar: (amount) => `${amount} حتى الآن`,
  timeLeft: (duration) => `المتبقي: ${duration}`,
  nextTry: (duration) => `المحاولة التالية بعد: ${duration}`,
  checked: (percent) => `تم التحقق من ${percent}`,
  room: (used, left) => `المستخدَم: ${used}، المتبقي: ${left}`,
  stale: (unfinished, days, amount) => {
    const which = unfinished.pick({
      one: 'تنزيل واحد غير مكتمل لم يُستأنف',
      two: 'تنزيلان غير مكتملين لم يُستأنفا',
      few: `${unfinished.digits} تنزيلات غير مكتملة لم تُستأنف`,
      many: `${unfinished.digits} تنزيلًا غير مكتمل لم يُستأنف`,
      other: `${unfinished.digits} تنزيل غير مكتمل لم يُستأنف`,
    });
    const long = days.pick({
      one: 'يوم واحد',
      two: 'يومين',
      few: `${days.digits} أيام`,
      many: `${days.digits} يومًا`,
      other: `${days.digits} يوم`,
    });
    return `${which} منذ ${long} (${amount}).`;
  },
  removeStale: (unfinished) => unfinished.pick({ one: 'إزالته', two: 'إزالتهما', other: 'إزالتها' }),
  shelf: {
    overall: 'تقدّم جميع التنزيلات',
    pauseAll: 'إيقاف الكل مؤقتًا',
    resumeAll: 'استئناف الكل',
    clearFinished: 'إزالة المكتمل',
    dismiss: 'إغلاق',
    addLink: 'إضافة رابط',
    add: 'إضافة',
    dropHere: 'أفلت للتنزيل',
    howToAdd: 'أفلت رابطًا هنا أو ألصقه.',
    inProgress: (unfinished) => `قيد التنزيل: ${unfinished.digits}`,
    shortOfRoom: (amount) =>
      `تحتاج التنزيلات المتبقية إلى ${amount} إضافية من المساحة. أزل شيئًا أو أفرغ مساحة على القرص.`,
    canContinue: (unfinished, kept) => {
      const which = unfinished.pick({
        one: 'يمكن استئناف تنزيل واحد',
        two: 'يمكن استئناف تنزيلين',
        few: `يمكن استئناف ${unfinished.digits} تنزيلات`,
        many: `يمكن استئناف ${unfinished.digits} تنزيلًا`,
        other: `يمكن استئناف ${unfinished.digits} تنزيل`,
      });
      return `${which}. ${kept}`;
    },
    cleared: (finished) =>
      finished.pick({
        one: 'أُزيل تنزيل واحد',
        two: 'أُزيل تنزيلان',
        few: `أُزيلت ${finished.digits} تنزيلات`,
        many: `أُزيل ${finished.digits} تنزيلًا`,
        other: `أُزيل ${finished.digits} تنزيل`,
      }),
    notALink: (text) => `لا يمكن تنزيل «${apart(text)}»: يبدأ الرابط بـ ${apart('https://')} أو ${apart('http://')}`,
    alreadyHere: (name) => `${apart(name)} موجود هنا بالفعل`,
    andMore: (others) => `و${others.digits} غيرها`,
    showOlder: (older) =>
      older.pick({
        one: 'عرض تنزيل أقدم',
        two: 'عرض تنزيلين أقدم',
        few: `عرض ${older.digits} تنزيلات أقدم`,
        many: `عرض ${older.digits} تنزيلًا أقدم`,
        other: `عرض ${older.digits} تنزيل أقدم`,
      }),
  },
};
