//! Drafting a link from a sentence.

use paylinks::drafts::{DraftNote, NoteCode};
use paylinks::language::Language;

use super::{fill, room};

room! {
    Drafts {
        label: "Describe it in a sentence", "Descrie-l într-o propoziție";
        hint:
            "Such as: A cooking course for beginners, 99 RON",
            "De pildă: Curs de gătit pentru începători, 99 lei";
        submit: "Fill the form", "Completează formularul";
        filled:
            "The form is filled. Look it over: nothing is saved yet.",
            "Formularul este completat. Verifică-l: încă nu este salvat nimic.";
    }
}

/// What a draft took for granted, in the reader's language.
#[must_use]
pub fn note(language: Language, note: &DraftNote) -> String {
    match language {
        Language::En => note.code.sentence(&note.text),
        Language::Ro => fill(romanian(note.code), &[&note.text]),
    }
}

const fn romanian(code: NoteCode) -> &'static str {
    match code {
        NoteCode::TitleMissing => "Din propoziție nu reiese ce vinzi.",
        NoteCode::AmountMissing => "Propoziția nu spune niciun preț.",
        NoteCode::AmountUnclear => "„{}” se poate citi în mai multe feluri: scrie tu prețul.",
        NoteCode::AmountSeveral => "Sunt mai multe prețuri; „{}” nu a fost folosit.",
        NoteCode::AmountOutOfRange => "„{}” nu este o sumă care se poate plăti cu cardul.",
        NoteCode::CurrencyAssumed => "Nu este numită nicio monedă: am pus-o pe cea obișnuită a ta.",
        NoteCode::CurrencyUnknown => {
            "„{}” nu este într-o monedă în care se poate vinde: folosește RON, EUR, GBP sau USD."
        }
        NoteCode::IntervalAssumed => "Propoziția nu spune cât de des: am pus în fiecare lună.",
        NoteCode::IntervalUnknown => {
            "„{}” nu este un ritm care se poate vinde: folosește o săptămână, o lună, șase luni sau un an."
        }
        NoteCode::IntervalUnsure => "„{}” poate fi un ritm: am pus o singură plată.",
        NoteCode::NotUnderstood => "„{}” nu a fost înțeles.",
        NoteCode::ModelUnavailable => {
            "Modelul de limbaj nu a dat un răspuns bun: a completat programul nostru."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_the_same_places_in_both_languages() {
        for code in NoteCode::ALL {
            let said = DraftNote::new(*code, "99");
            let [en, ro] = [Language::En, Language::Ro].map(|language| note(language, &said));
            assert_eq!(en.contains("99"), ro.contains("99"), "{code:?}");
            assert!(!ro.contains(['!', '—', 'ş', 'ţ']), "{ro}");
        }
    }
}
