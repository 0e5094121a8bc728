import { defineMessages } from '../language/language';

export const firstStepsMessages = defineMessages({
  en: {
    title: 'First steps',
    lead: 'Three steps to a message that a bot answers, on the simulator.',
    done: 'done',
    bot: 'A bot that answers',
    botHint: 'It says hello and asks a name. Change it or remove it whenever you like.',
    makeBot: 'Make a bot that says hello',
    write: 'Write to it from a phone of the simulator',
    writeHint: 'Open the simulator and write anything.',
    toSimulator: 'To the simulator',
    answer: 'It answers',
    answerHint: 'Its answer appears on the phone, and the conversation under Conversations.',
  },
  es: {
    title: 'Primeros pasos',
    lead: 'Tres pasos hasta un mensaje que un bot contesta, en el simulador.',
    done: 'hecho',
    bot: 'Un bot que contesta',
    botHint: 'Saluda y pregunta un nombre. Cámbielo o quítelo cuando quiera.',
    makeBot: 'Hacer un bot que saluda',
    write: 'Escribirle desde un teléfono del simulador',
    writeHint: 'Abra el simulador y escriba lo que quiera.',
    toSimulator: 'Al simulador',
    answer: 'Contesta',
    answerHint: 'Su respuesta aparece en el teléfono, y la conversación en Conversaciones.',
  },
});
