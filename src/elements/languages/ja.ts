import type { Words } from './words.js';

export const japanese: Words = {
  locale: 'ja',
  units: 'short',
  buttons: {
    download: 'ダウンロード',
    pause: '一時停止',
    resume: '再開',
    retry: '再試行',
    cancel: 'キャンセル',
    save: '保存',
    remove: '削除',
    next: '次にダウンロード',
  },
  status: {
    idle: 'ダウンロードできます',
    queued: '順番待ち',
    connecting: '接続中…',
    downloading: 'ダウンロード中',
    paused: '一時停止中',
    verifying: 'ファイルを確認中…',
    complete: '完了',
    removed: '削除しました',
  },
  waiting: {
    offline: { what: 'オフラインのようです。', next: '自動的に再開します。' },
    retry: { what: '接続が切れました。', next: '自動的に再開します。' },
    'server-busy': { what: 'サーバーが混雑しています。', next: '自動的に再開します。' },
    access: {
      what: 'リンクの期限切れです。',
      next: '続けるには、リンクのあったページを開くか、もう一度ログインしてください。',
    },
    'data-saver': {
      what: 'データセーバーがオンです。',
      next: 'ボタンを押すか、データセーバーをオフにすると続行します。',
    },
  },
  errors: {
    'invalid-request': {
      what: 'このアドレスからはダウンロードできません。',
      next: 'アドレスが途中で切れていないか、https:// で始まっているかを確認してください。',
    },
    network: {
      what: 'サーバーに接続できません。',
      next: 'ネットワーク接続を確認して、もう一度お試しください。サーバーがこのページからのダウンロードを許可していない可能性もあります。',
    },
    'not-found': {
      what: 'このアドレスにはファイルがありません。',
      next: 'リンクのあったページで、新しいリンクを探してください。',
    },
    forbidden: {
      what: 'サーバーにアクセスを拒否されました。',
      next: 'ログインするか、リンクのあったページを開き直してから、もう一度お試しください。',
    },
    'http-status': { what: 'サーバーがエラーを返しました。', next: 'しばらくしてから、もう一度お試しください。' },
    changed: {
      what: 'サーバー上のファイルが変わり続けています。',
      next: 'しばらくしてから再試行すると、最初からダウンロードします。',
    },
    'bad-server': {
      what: 'サーバーの応答が矛盾しています。',
      next: 'このままではファイルを組み立てられません。しばらくしてから、もう一度お試しください。',
    },
    integrity: {
      what: 'ファイルが想定されたものと一致しません。',
      next: '再試行すると、最初からダウンロードし直します。',
    },
    'storage-full': { what: '空き容量が足りません。', next: '空き容量を増やしてから、もう一度お試しください。' },
    'storage-unavailable': {
      what: 'このページではファイルを保存できません。',
      next: 'プライベートウィンドウや、https 以外のアドレスが原因の可能性があります。',
    },
    'storage-lost': {
      what: '保存済みのデータがなくなりました。',
      next: 'ブラウザーによって消去された可能性があります。再試行すると、最初からダウンロードします。',
    },
    'not-complete': { what: 'ダウンロードはまだ完了していません。', next: '完了するまでお待ちください。' },
    removed: { what: 'このダウンロードは削除されました。', next: '必要な場合は、もう一度ダウンロードしてください。' },
    internal: {
      what: 'このページで問題が発生しました。',
      next: 'もう一度お試しください。解決しない場合は、ページを再読み込みしてください。',
    },
  },
  looking: '保存済みのデータを確認しています…',
  details: '詳細',
  diagnosis: {
    copy: '診断情報をコピー',
    copied: 'コピーしました',
    copyThis: '次のテキストをコピーしてください：',
  },
  downloads: 'ダウンロード',
  noDownloads: 'ダウンロードはまだありません',
  notes: {
    elsewhere: '別のタブで実行中です',
    silent: '応答しない別のタブで実行中です。ここで続けるには、そのタブを閉じてください。',
    notResumable:
      'サーバーが再開に対応していません。一時停止やページの再読み込みをすると、最初からやり直しになります。',
    thisSession: 'このブラウザーでは、ウィンドウを閉じるとファイルが失われます。',
  },
  digestMatches: 'チェックサムが一致しました',
  unknownProgress: 'まだ何も受信していません',
  progressOf: (name) => `${name} の進行状況`,
  about: (name, what) => `${name}：${what}`,
  ofTotal: (stored, total) => `${stored} / ${total}`,
  kept: (amount) => `${amount} 保存済み`,
  soFar: (amount) => `これまでに ${amount}`,
  timeLeft: (duration) => `残り ${duration}`,
  nextTry: (duration) => `${duration}後に再試行`,
  checked: (percent) => `${percent} 確認済み`,
  roomUsed: (used, quota) => `使用量 ${used} / ${quota}`,
  stale: (unfinished, days, amount) =>
    `${unfinished.digits} 件の未完了のダウンロードが ${days.digits} 日間操作されていません（${amount}）。`,
  removeStale: (unfinished) => unfinished.pick({ other: '削除' }),
};
