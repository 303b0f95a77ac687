export type FileKind = 'video' | 'audio' | 'image' | 'archive' | 'document' | 'other';

const EXTENSIONS: Readonly<Record<Exclude<FileKind, 'other'>, string>> = {
  video: 'mp4 m4v mov mkv webm avi mpg mpeg ts ogv wmv',
  audio: 'mp3 m4a aac flac wav ogg oga opus aiff wma',
  image: 'jpg jpeg png gif webp avif heic svg tif tiff bmp psd raw dng',
  archive: 'zip gz tgz bz2 xz zst 7z rar tar iso dmg img',
  document: 'pdf epub doc docx odt xls xlsx ods ppt pptx odp txt md csv json xml html',
};

const KINDS = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, list]) => list.split(' ').map((end) => [end, kind as FileKind] as const)),
);

/** A rough guess from the name, good enough for a picture. */
export function fileKind(name: string): FileKind {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return KINDS.get(extension) ?? 'other';
}
