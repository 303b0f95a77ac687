import type { Words } from './words.js';

export const german: Words = {
  locale: 'de',
  units: 'short',
  buttons: {
    download: 'Herunterladen',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    retry: 'Wiederholen',
    cancel: 'Abbrechen',
    next: 'Als Nächstes herunterladen',
    save: 'Speichern',
    stop: 'Stoppen',
    remove: 'Entfernen',
    removeCopy: 'Diese Kopie entfernen',
    keep: 'Behalten',
    ok: 'OK',
    undo: 'Rückgängig',
    open: 'Öffnen',
    close: 'Schließen',
  },
  status: {
    idle: 'Bereit',
    queued: 'Wartet',
    connecting: 'Wird verbunden …',
    downloading: 'Wird geladen',
    paused: 'Angehalten',
    verifying: 'Wird geprüft …',
    complete: 'Fertig',
    removed: 'Entfernt',
  },
  waiting: {
    offline: { what: 'Anscheinend offline.', next: 'Geht von selbst weiter.' },
    retry: { what: 'Verbindung getrennt.', next: 'Geht von selbst weiter.' },
    'server-busy': { what: 'Server ausgelastet.', next: 'Geht von selbst weiter.' },
    access: {
      what: 'Link abgelaufen.',
      next: 'Öffnen Sie die Seite, auf der Sie ihn gefunden haben, oder melden Sie sich erneut an, um fortzufahren.',
    },
    'data-saver': {
      what: 'Datensparmodus an.',
      next: 'Der Download wartet, bis Sie ihn selbst starten oder den Modus ausschalten.',
    },
  },
  errors: {
    'invalid-request': {
      what: 'Diese Adresse kann nicht heruntergeladen werden.',
      next: 'Prüfen Sie, ob sie vollständig ist und mit https:// beginnt.',
    },
    network: {
      what: 'Der Server ist nicht erreichbar.',
      next: 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut. Vielleicht erlaubt er dieser Seite auch keine Downloads.',
    },
    'not-found': {
      what: 'Unter dieser Adresse gibt es keine Datei.',
      next: 'Suchen Sie dort, wo Sie den Link gefunden haben, nach einem neueren.',
    },
    forbidden: {
      what: 'Der Server verweigert den Zugriff.',
      next: 'Melden Sie sich an oder öffnen Sie die Seite mit dem Link noch einmal, und versuchen Sie es dann erneut.',
    },
    'http-status': { what: 'Der Server meldet einen Fehler.', next: 'Versuchen Sie es später erneut.' },
    changed: {
      what: 'Die Datei ändert sich auf dem Server ständig.',
      next: 'Versuchen Sie es später erneut; der Download beginnt dann von vorn.',
    },
    'bad-server': {
      what: 'Die Antworten des Servers widersprechen sich.',
      next: 'Daraus lässt sich die Datei nicht zusammensetzen. Versuchen Sie es später erneut.',
    },
    integrity: {
      what: 'Die Datei ist nicht die erwartete.',
      next: '„Wiederholen“ lädt sie noch einmal von vorn herunter.',
    },
    'storage-full': {
      what: 'Der Speicherplatz reicht nicht aus.',
      next: 'Geben Sie Speicher frei und versuchen Sie es erneut.',
    },
    'storage-unavailable': {
      what: 'Diese Seite darf die Datei nicht speichern.',
      next: 'Der Grund kann ein privates Fenster oder eine Adresse ohne https sein.',
    },
    'storage-lost': {
      what: 'Die gespeicherten Daten sind nicht mehr da.',
      next: 'Vielleicht hat der Browser sie gelöscht. „Wiederholen“ beginnt von vorn.',
    },
    'not-saved': {
      what: 'Die Datei konnte dort nicht gespeichert werden.',
      next: 'Vom Versuch ist nichts zurückgeblieben. Speichern Sie sie noch einmal oder an einem anderen Ort.',
    },
    'not-complete': { what: 'Die Datei ist noch nicht vollständig.', next: 'Warten Sie, bis der Download fertig ist.' },
    removed: {
      what: 'Dieser Download wurde entfernt.',
      next: 'Laden Sie die Datei erneut herunter, wenn Sie sie brauchen.',
    },
    internal: {
      what: 'Auf dieser Seite ist ein Fehler aufgetreten.',
      next: 'Versuchen Sie es erneut; wenn das nicht hilft, laden Sie die Seite neu.',
    },
  },
  looking: 'Gespeicherte Daten werden gesucht …',
  details: 'Details',
  diagnosis: {
    copy: 'Diagnose kopieren',
    copied: 'Kopiert',
    copyThis: 'Diesen Text kopieren:',
  },
  downloads: 'Downloads',
  noDownloads: 'Noch keine Downloads',
  notes: {
    elsewhere: 'Läuft in einem anderen Tab',
    silent: 'Läuft in einem anderen Tab, der nicht antwortet. Schließen Sie ihn, um hier fortzufahren.',
    notResumable:
      'Der Server unterstützt kein Fortsetzen: Nach einer Pause oder dem Neuladen der Seite beginnt der Download von vorn.',
    thisSession: 'Dieser Browser behält die Datei nur, bis sein Fenster geschlossen wird.',
  },
  undoable: (amount) => `${amount} lassen sich noch wiederherstellen.`,
  saving: 'Wird gespeichert …',
  saved: 'Auf Ihrem Gerät gespeichert. Die Kopie im Browser wird nicht mehr gebraucht.',
  handedOver: 'Ihr Browser speichert die Datei. Entfernen Sie sie hier erst, wenn er damit fertig ist.',
  cannotShow:
    'Dieser Browser kann die Datei hier nicht anzeigen. Speichern Sie sie und öffnen Sie sie mit einem anderen Programm.',
  digestMatches: 'Prüfsumme stimmt',
  unknownProgress: 'Noch nichts',
  progressOf: (name) => `Fortschritt von ${name}`,
  about: (name, what) => `${name}: ${what}`,
  both: (first, second) => `${first}, ${second}`,
  ofTotal: (stored, total) => `${stored} von ${total}`,
  kept: (amount) => `${amount} gesichert`,
  soFar: (amount) => `bisher ${amount}`,
  timeLeft: (duration) => `noch ${duration}`,
  nextTry: (duration) => `Weiter in ${duration.replace(/Tage$/, 'Tagen')}`,
  checked: (percent) => `${percent} geprüft`,
  room: (used, left) => `${used} belegt, ${left} frei`,
  stale: (unfinished, days, amount) => {
    const which = unfinished.pick({
      one: 'Ein unvollständiger Download wurde',
      other: `${unfinished.digits} unvollständige Downloads wurden`,
    });
    const long = days.pick({ one: 'einem Tag', other: `${days.digits} Tagen` });
    return `${which} seit ${long} nicht fortgesetzt (${amount}).`;
  },
  removeStale: (unfinished) => unfinished.pick({ one: 'Entfernen', other: 'Alle entfernen' }),
  shelf: {
    overall: 'Fortschritt aller Downloads',
    pauseAll: 'Alle anhalten',
    resumeAll: 'Alle fortsetzen',
    clearFinished: 'Fertige entfernen',
    dismiss: 'Schließen',
    addLink: 'Link hinzufügen',
    add: 'Hinzufügen',
    dropHere: 'Zum Herunterladen hier ablegen',
    howToAdd: 'Ziehen Sie einen Link hierher, oder fügen Sie ihn ein.',
    inProgress: (unfinished) => `${unfinished.digits} in Arbeit`,
    shortOfRoom: (amount) =>
      `Für die ausstehenden Downloads fehlen ${amount} Speicherplatz. Entfernen Sie etwas, oder geben Sie Speicherplatz frei.`,
    canContinue: (unfinished, kept) => {
      const which = unfinished.pick({ one: '1 Download kann', other: `${unfinished.digits} Downloads können` });
      return `${which} fortgesetzt werden: ${kept}`;
    },
    cleared: (finished) =>
      finished.pick({ one: '1 Download entfernt', other: `${finished.digits} Downloads entfernt` }),
    notALink: (text) => `„${text}“ kann nicht heruntergeladen werden: Ein Link beginnt mit https:// oder http://`,
    alreadyHere: (name) => `${name} ist schon hier`,
    andMore: (others) => `Und ${others.digits} weitere`,
    showOlder: (older) => `${older.digits} ältere anzeigen`,
  },
};
