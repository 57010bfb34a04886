// Reading aloud, where the browser has a Chinese voice. Until one is there, nothing offers to.

function speaker(found) {
  const synthesis = globalThis.speechSynthesis;
  let voice = null;
  const look = () => {
    voice = synthesis.getVoices().find(({ lang }) => /^(zh|cmn)([-_](CN|Hans|SG))?/i.test(lang)) || null;
    found(Boolean(voice));
  };
  if (!synthesis) return { say() {}, close() {} };
  synthesis.addEventListener?.("voiceschanged", look);
  look();
  return {
    say(text) {
      const was = synthesis.speaking;
      synthesis.cancel();
      if (!voice || (was && text === null)) return;
      const utterance = new SpeechSynthesisUtterance(text);
      Object.assign(utterance, { voice, lang: voice.lang, rate: 0.9 });
      synthesis.speak(utterance);
    },
    close() { synthesis.cancel(); synthesis.removeEventListener?.("voiceschanged", look); },
  };
}
