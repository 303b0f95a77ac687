import type { Words } from './words.js';

export const french: Words = {
  locale: 'fr',
  units: 'short',
  buttons: {
    download: 'Télécharger',
    pause: 'Pause',
    resume: 'Reprendre',
    retry: 'Réessayer',
    cancel: 'Annuler',
    next: 'Télécharger en priorité',
    save: 'Enregistrer',
    stop: 'Arrêter',
    remove: 'Supprimer',
    removeCopy: 'Supprimer cette copie',
    keep: 'Conserver',
    ok: 'OK',
    undo: 'Annuler la suppression',
    open: 'Ouvrir',
    close: 'Fermer',
  },
  status: {
    idle: 'Prêt à être téléchargé',
    queued: 'En file d’attente',
    connecting: 'Connexion…',
    downloading: 'Téléchargement en cours',
    paused: 'En pause',
    verifying: 'Vérification du fichier…',
    complete: 'Terminé',
    removed: 'Supprimé',
  },
  waiting: {
    offline: { what: 'Vous semblez hors ligne.', next: 'Reprise automatique.' },
    retry: { what: 'Connexion interrompue.', next: 'Reprise automatique.' },
    'server-busy': { what: 'Serveur surchargé.', next: 'Reprise automatique.' },
    access: {
      what: 'Lien expiré.',
      next: 'Pour continuer, rouvrez la page où vous l’avez trouvé ou reconnectez-vous.',
    },
    'data-saver': {
      what: 'Économiseur activé.',
      next: 'Le téléchargement attend que vous le lanciez ou que vous désactiviez l’économiseur de données.',
    },
  },
  errors: {
    'invalid-request': {
      what: 'Impossible de télécharger depuis cette adresse.',
      next: 'Vérifiez qu’elle est complète et qu’elle commence par https://.',
    },
    network: {
      what: 'Le serveur est injoignable.',
      next: 'Vérifiez votre connexion, puis réessayez. Il se peut aussi qu’il n’autorise pas cette page à télécharger.',
    },
    'not-found': {
      what: 'Il n’y a aucun fichier à cette adresse.',
      next: 'Cherchez un lien plus récent là où vous avez trouvé celui-ci.',
    },
    forbidden: {
      what: 'Le serveur refuse l’accès.',
      next: 'Connectez-vous ou rouvrez la page où vous avez trouvé le lien, puis réessayez.',
    },
    'http-status': { what: 'Le serveur a répondu par une erreur.', next: 'Réessayez plus tard.' },
    changed: {
      what: 'Le fichier change sans cesse sur le serveur.',
      next: 'Réessayez plus tard pour le télécharger depuis le début.',
    },
    'bad-server': {
      what: 'Les réponses du serveur se contredisent.',
      next: 'Elles ne permettent pas de reconstituer le fichier. Réessayez plus tard.',
    },
    integrity: {
      what: 'Ce n’est pas le fichier attendu.',
      next: '« Réessayer » le télécharge à nouveau depuis le début.',
    },
    'storage-full': { what: 'L’espace disponible est insuffisant.', next: 'Libérez de l’espace, puis réessayez.' },
    'storage-unavailable': {
      what: 'Cette page ne peut pas conserver le fichier.',
      next: 'Une fenêtre privée ou une adresse sans https peut en être la cause.',
    },
    'storage-lost': {
      what: 'Les données enregistrées ont disparu.',
      next: 'Le navigateur les a peut-être effacées. « Réessayer » recommence depuis le début.',
    },
    'not-saved': {
      what: 'Impossible d’enregistrer le fichier à cet endroit.',
      next: 'Il ne reste rien de cette tentative. Réessayez, ou choisissez un autre endroit.',
    },
    'not-complete': { what: 'Le fichier n’est pas encore complet.', next: 'Attendez la fin du téléchargement.' },
    removed: {
      what: 'Ce téléchargement a été supprimé.',
      next: 'Téléchargez à nouveau le fichier si vous en avez besoin.',
    },
    internal: {
      what: 'Une erreur s’est produite sur cette page.',
      next: 'Réessayez ; si le problème persiste, rechargez la page.',
    },
  },
  looking: 'Recherche des données enregistrées…',
  details: 'Détails',
  diagnosis: {
    copy: 'Copier le diagnostic',
    copied: 'Copié',
    copyThis: 'Copiez ce texte :',
  },
  downloads: 'Téléchargements',
  noDownloads: 'Aucun téléchargement pour l’instant',
  notes: {
    elsewhere: 'En cours dans un autre onglet',
    silent: 'En cours dans un autre onglet qui ne répond pas. Fermez-le pour continuer ici.',
    notResumable:
      'Le serveur ne permet pas la reprise : après une pause ou un rechargement de la page, le téléchargement recommencera depuis le début.',
    thisSession: 'Ce navigateur ne conserve le fichier que jusqu’à la fermeture de sa fenêtre.',
  },
  undoable: (amount) => `${amount} peuvent encore être récupérés.`,
  saving: 'Enregistrement…',
  saved: 'Enregistré sur votre appareil. La copie du navigateur n’est plus nécessaire.',
  handedOver: 'Votre navigateur l’enregistre. Ne le supprimez ici que lorsque c’est terminé.',
  cannotShow: 'Ce navigateur ne peut pas afficher le fichier ici. Enregistrez-le et ouvrez-le avec un autre programme.',
  digestMatches: 'Intégrité vérifiée',
  unknownProgress: 'Rien pour l’instant',
  progressOf: (name) => `Progression de ${name}`,
  about: (name, what) => `${name} : ${what}`,
  both: (first, second) => `${first}, ${second}`,
  ofTotal: (stored, total) => `${stored} sur ${total}`,
  kept: (amount) => `${amount} conservés`,
  soFar: (amount) => `${amount} jusqu’ici`,
  timeLeft: (duration) => `encore ${duration}`,
  nextTry: (duration) => `Nouvel essai dans ${duration}`,
  checked: (percent) => `${percent} vérifiés`,
  room: (used, left) => `${used} utilisés, ${left} libres`,
  stale: (unfinished, days, amount) => {
    const which = unfinished.pick({
      one: 'Un téléchargement inachevé n’a pas été repris',
      other: `${unfinished.digits} téléchargements inachevés n’ont pas été repris`,
    });
    const long = `${days.digits} ${days.pick({ one: 'jour', other: 'jours' })}`;
    return `${which} depuis ${long} (${amount}).`;
  },
  removeStale: (unfinished) => unfinished.pick({ one: 'Le supprimer', other: 'Les supprimer' }),
  shelf: {
    overall: 'Progression de tous les téléchargements',
    pauseAll: 'Tout mettre en pause',
    resumeAll: 'Tout reprendre',
    clearFinished: 'Effacer les terminés',
    dismiss: 'Fermer',
    addLink: 'Ajouter un lien',
    add: 'Ajouter',
    dropHere: 'Déposer pour télécharger',
    howToAdd: 'Déposez un lien ici, ou collez-le.',
    inProgress: (unfinished) => `${unfinished.digits} en cours`,
    shortOfRoom: (amount) =>
      `Il manque ${amount} pour les téléchargements à venir. Supprimez-en, ou libérez de l’espace sur le disque.`,
    canContinue: (unfinished, kept) => {
      const which = unfinished.pick({
        one: '1 téléchargement peut être repris',
        other: `${unfinished.digits} téléchargements peuvent être repris`,
      });
      return `${which} : ${kept}`;
    },
    cleared: (finished) =>
      finished.pick({ one: '1 téléchargement supprimé', other: `${finished.digits} téléchargements supprimés` }),
    notALink: (text) => `« ${text} » ne peut pas être téléchargé : un lien commence par https:// ou http://`,
    alreadyHere: (name) => `${name} est déjà ici`,
    andMore: (others) => `Et ${others.digits} de plus`,
    showOlder: (older) => older.pick({ one: 'Afficher 1 plus ancien', other: `Afficher ${older.digits} plus anciens` }),
  },
};
