import type { Words } from './words.js';

export const spanish: Words = {
  locale: 'es',
  units: 'short',
  buttons: {
    download: 'Descargar',
    pause: 'Pausar',
    resume: 'Reanudar',
    retry: 'Reintentar',
    cancel: 'Cancelar',
    next: 'Descargar a continuación',
    save: 'Guardar',
    stop: 'Detener',
    remove: 'Eliminar',
    removeCopy: 'Eliminar esta copia',
    keep: 'Conservar',
    ok: 'Aceptar',
    undo: 'Deshacer',
    open: 'Abrir',
    close: 'Cerrar',
  },
  status: {
    idle: 'Listo para descargar',
    queued: 'En cola',
    connecting: 'Conectando…',
    downloading: 'Descargando',
    paused: 'En pausa',
    verifying: 'Comprobando el archivo…',
    complete: 'Descarga completada',
    removed: 'Descarga eliminada',
  },
  waiting: {
    offline: { what: 'Parece que no hay red.', next: 'Se reanudará sola.' },
    retry: { what: 'Conexión perdida.', next: 'Se reanudará sola.' },
    'server-busy': { what: 'Servidor ocupado.', next: 'Se reanudará sola.' },
    access: {
      what: 'Enlace caducado.',
      next: 'Para continuar, abre la página donde lo encontraste o vuelve a iniciar sesión.',
    },
    'data-saver': {
      what: 'Ahorro de datos activado.',
      next: 'La descarga esperará hasta que la inicies o lo desactives.',
    },
  },
  errors: {
    'invalid-request': {
      what: 'No se puede descargar esta dirección.',
      next: 'Comprueba que esté completa y que empiece por https://.',
    },
    network: {
      what: 'No se puede acceder al servidor.',
      next: 'Comprueba tu conexión y vuelve a intentarlo. También es posible que el servidor no permita descargas desde esta página.',
    },
    'not-found': {
      what: 'No hay ningún archivo en esta dirección.',
      next: 'Busca un enlace más reciente donde encontraste este.',
    },
    forbidden: {
      what: 'El servidor deniega el acceso.',
      next: 'Inicia sesión o vuelve a abrir la página donde encontraste el enlace y reinténtalo.',
    },
    'http-status': { what: 'El servidor ha respondido con un error.', next: 'Inténtalo más tarde.' },
    changed: {
      what: 'El archivo no deja de cambiar en el servidor.',
      next: 'Inténtalo más tarde para descargarlo desde el principio.',
    },
    'bad-server': {
      what: 'Las respuestas del servidor se contradicen.',
      next: 'Con ellas no se puede reconstruir el archivo. Inténtalo más tarde.',
    },
    integrity: {
      what: 'El archivo no es el esperado.',
      next: 'Si lo reintentas, se descargará de nuevo desde el principio.',
    },
    'storage-full': { what: 'No hay suficiente espacio.', next: 'Libera espacio y vuelve a intentarlo.' },
    'storage-unavailable': {
      what: 'Esta página no puede guardar el archivo.',
      next: 'Puede deberse a una ventana privada o a una dirección sin https.',
    },
    'storage-lost': {
      what: 'Los datos guardados ya no están.',
      next: 'Es posible que el navegador los haya borrado. Si lo reintentas, la descarga empezará desde el principio.',
    },
    'not-saved': {
      what: 'No se ha podido guardar ahí.',
      next: 'No ha quedado nada del intento. Vuelve a guardarlo o elige otro lugar.',
    },
    'not-complete': { what: 'El archivo aún no está completo.', next: 'Espera a que termine la descarga.' },
    removed: { what: 'Esta descarga se ha eliminado.', next: 'Vuelve a descargar el archivo si lo necesitas.' },
    internal: {
      what: 'Se ha producido un error en esta página.',
      next: 'Vuelve a intentarlo; si no funciona, recarga la página.',
    },
  },
  looking: 'Buscando datos guardados…',
  details: 'Detalles',
  diagnosis: {
    copy: 'Copiar diagnóstico',
    copied: 'Copiado',
    copyThis: 'Copia este texto:',
  },
  downloads: 'Descargas',
  noDownloads: 'Aún no hay descargas',
  notes: {
    elsewhere: 'En curso en otra pestaña',
    silent: 'En curso en otra pestaña que no responde. Ciérrala para continuar aquí.',
    notResumable:
      'El servidor no permite reanudar: tras una pausa o al recargar la página, la descarga empezará desde el principio.',
    thisSession: 'Este navegador solo conserva el archivo hasta que se cierre la ventana.',
  },
  undoable: (amount) => `Aún se pueden recuperar ${amount}.`,
  saving: 'Guardando…',
  saved: 'Guardado en tu equipo. La copia del navegador ya no hace falta.',
  handedOver: 'El navegador lo está guardando. No lo elimines aquí hasta que termine.',
  cannotShow: 'Este navegador no puede mostrar el archivo aquí. Guárdalo y ábrelo con otro programa.',
  digestMatches: 'Integridad verificada',
  unknownProgress: 'Nada todavía',
  progressOf: (name) => `Progreso de ${name}`,
  about: (name, what) => `${name}: ${what}`,
  both: (first, second) => `${first}, ${second}`,
  ofTotal: (stored, total) => `${stored} de ${total}`,
  kept: (amount) => `${amount} guardados`,
  soFar: (amount) => `${amount} hasta ahora`,
  timeLeft: (duration) => `${/^1\s\D+$/.test(duration) ? 'queda' : 'quedan'} ${duration}`,
  nextTry: (duration) => `Próximo intento en ${duration}`,
  checked: (percent) => `${percent} comprobado`,
  room: (used, left) => `${used} usados, ${left} libres`,
  stale: (unfinished, days, amount) => {
    const which = unfinished.pick({
      one: 'Una descarga sin terminar lleva',
      other: `${unfinished.digits} descargas sin terminar llevan`,
    });
    return `${which} ${days.digits} ${days.pick({ one: 'día', other: 'días' })} sin actividad (${amount}).`;
  },
  removeStale: (unfinished) => unfinished.pick({ one: 'Eliminarla', other: 'Eliminarlas' }),
  shelf: {
    overall: 'Progreso de todas las descargas',
    pauseAll: 'Pausar todo',
    resumeAll: 'Reanudar todo',
    clearFinished: 'Quitar completadas',
    dismiss: 'Cerrar',
    addLink: 'Añadir un enlace',
    add: 'Añadir',
    dropHere: 'Suelta para descargar',
    howToAdd: 'Suelta un enlace aquí o pégalo.',
    inProgress: (unfinished) => `${unfinished.digits} en curso`,
    shortOfRoom: (amount) =>
      `Faltan ${amount} de espacio para las descargas pendientes. Elimina alguna o libera espacio en el disco.`,
    canContinue: (unfinished, kept) => {
      const which = unfinished.pick({
        one: '1 descarga se puede reanudar',
        other: `${unfinished.digits} descargas se pueden reanudar`,
      });
      return `${which}: ${kept}`;
    },
    cleared: (finished) =>
      finished.pick({ one: '1 descarga eliminada', other: `${finished.digits} descargas eliminadas` }),
    notALink: (text) => `«${text}» no se puede descargar: un enlace empieza por https:// o http://`,
    alreadyHere: (name) => `${name} ya está aquí`,
    andMore: (others) => `Y ${others.digits} más`,
    showOlder: (older) => older.pick({ one: 'Mostrar 1 más antigua', other: `Mostrar ${older.digits} más antiguas` }),
  },
};
