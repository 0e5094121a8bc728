import { defineMessages } from '../language/language';

export const mediaMessages = defineMessages({
  en: {
    lead: 'Pictures, videos, sounds and documents that scenarios name by their id, and what people sent.',
    none: 'No file yet. Upload one, copy its id, and name it in a scenario as media.',
    upload: 'Upload files',
    copy: (name: string) => `Copy the id of ${name}`,
    copyHint: 'Copy the id, for a scenario',
    copied: 'Copied',
    received: 'Of a conversation',
    erase: 'Delete',
    eraseSays: (name: string) => `${name} is erased. Messages that still name it are not sent.`,
  },
  es: {
    lead: 'Imágenes, videos, sonidos y documentos que los escenarios nombran por su id, y lo que la gente envió.',
    none: 'Aún no hay archivos. Suba uno, copie su id y nómbrelo en un escenario como media.',
    upload: 'Subir archivos',
    copy: (name: string) => `Copiar el id de ${name}`,
    copyHint: 'Copiar el id, para un escenario',
    copied: 'Copiado',
    received: 'De una conversación',
    erase: 'Eliminar',
    eraseSays: (name: string) => `${name} se borra. Los mensajes que aún lo nombran no se envían.`,
  },
});
