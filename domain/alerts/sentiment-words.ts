const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ''));

/** Words of displeasure, without accents; Spanish, then English. */
export const BAD_WORDS = words(`
  malo mal mala pesimo pesima terrible horrible fatal asco asqueroso basura porqueria desastre verguenza inaceptable
  estafa estafador ladron robo fraude engano mentira mentiroso enganado robado estafado
  enojado molesto furioso indignado harto cansado decepcionado decepcion frustrado triste preocupado odio odiar
  queja reclamo reclamar denuncia denunciar demanda demandar abogado
  defectuoso roto danado sucio podrido vencido incompleto equivocado lento demora demorado retraso
  peor inutil incompetente grosero maleducado irrespetuoso mierda carajo maldito
  bad awful terrible horrible worst worse disgusting garbage trash rubbish useless unacceptable disaster
  scam scammer fraud thief stolen robbed lie liar cheated cheat ripoff
  angry furious upset annoyed mad sad disappointed disappointing frustrated frustrating hate hated worried
  complaint complain sue lawyer refund
  broken damaged defective dirty rotten expired wrong slow delayed missing rude crap shit damn sucks`);

/** Words of pleasure. */
export const GOOD_WORDS = words(`
  bueno buen buena bien excelente genial perfecto maravilloso increible fantastico espectacular estupendo
  gracias agradecido encantado encanta encanto contento feliz satisfecho amable rapido facil util recomendado
  recomiendo gusta gusto mejor lindo hermoso delicioso rico
  good great excellent perfect wonderful amazing awesome fantastic brilliant nice lovely best better
  thanks thank grateful happy glad satisfied love loved like enjoy enjoyed kind fast easy helpful useful recommend
  beautiful delicious`);

export const NEGATIONS = words('no ni sin nada tampoco not dont doesnt didnt isnt wasnt cant without hardly');

/** What makes the next feeling stronger or weaker. */
export const STRENGTHS: ReadonlyMap<string, number> = new Map([
  ...[
    ...words('muy super demasiado tan totalmente completamente bastante very so really extremely totally'),
  ].map((word) => [word, 1.5] as const),
  ...[...words('poco algo un slightly somewhat bit')].map((word) => [word, 0.7] as const),
]);
