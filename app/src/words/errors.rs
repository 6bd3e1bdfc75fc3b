//! One sentence per error code and language. English is the core's own; Romanian stands here.

use paylinks::error::Code;
use paylinks::language::Language;

use super::fill;

/// The sentence that says what is wrong, with `detail` in its place.
#[must_use]
pub fn sentence(language: Language, code: Code, detail: Option<&str>) -> String {
    match language {
        Language::En => code.sentence(detail),
        Language::Ro => fill(romanian(code), &[detail.unwrap_or("?")]),
    }
}

#[expect(clippy::too_many_lines, reason = "one line for each code")]
const fn romanian(code: Code) -> &'static str {
    match code {
        Code::Invalid => "Cererea nu este bună.",
        Code::BadJson => "Corpul cererii nu este JSON valid.",
        Code::BadType => "Valoarea are alt tip decât trebuie: {}.",
        Code::UnknownField => "Câmpul acesta nu este cunoscut aici.",
        Code::UnsupportedMedia => "Trimite corpul ca application/json.",
        Code::BodyTooLarge => "Este prea mare.",
        Code::Required => "Aici trebuie completat.",
        Code::TooLong => "Este prea lung: cel mult {} caractere.",
        Code::BadCharacters => "Conține caractere care nu sunt permise aici.",
        Code::BadEmail => "Nu este o adresă de e-mail.",
        Code::BadPhone => "Nu este un număr de telefon.",
        Code::BadCountry => "Nu cunoaștem codul acesta de țară.",
        Code::BadUrl => "Trebuie să fie o adresă https.",
        Code::BadRedirect => "Adresa duce pe alt site.",
        Code::BadCursor => "Poziția aceasta nu este dintr-o listă a ta.",
        Code::CursorOtherList => {
            "Poziția este dintr-o listă cu altă ordine sau cu alte filtre: începe de la prima pagină."
        }
        Code::BadLimit => "Limita trebuie să fie 1 sau mai mult.",
        Code::BadStatus => "Starea nu este cunoscută: {}.",
        Code::BadChoice => "Valoarea nu este cunoscută aici: folosește una dintre {}.",
        Code::BadDate => "Nu este o dată: scrie 2026-11-21 sau 2026-11-21T14:32:00Z.",
        Code::BadMoment => "Nu este un moment: scrie 2026-11-29T22:00:00Z.",
        Code::BadZone => "Nu cunoaștem fusul acesta orar: scrie Europe/Bucharest.",
        Code::BadDay => "Nu este o zi: scrie 2026-11-25.",
        Code::BadNumber => "Nu este un număr.",
        Code::BadOption => "Alege una dintre variante.",
        Code::BadCui => "Codul fiscal (CUI) nu este bun. Verifică cifrele.",
        Code::MustAccept => "Trebuie acceptat.",
        Code::Duplicate => "Apare de două ori.",
        Code::NotForFieldType => "Doar o listă are variante.",
        Code::BadRange => "Intervalul se termină înainte să înceapă.",
        Code::TooManyItems => "Sunt prea multe: cel mult {}.",
        Code::BadScope => "Permisiunea nu este cunoscută: {}.",
        Code::AmountUnit => "Scrie suma în unități mici, ca amountMinor: din cerere nu reiese unitatea.",
        Code::AmountFraction => "Suma este în unități mici și trebuie să fie un număr întreg.",
        Code::AmountDecimals => "O sumă are cel mult două zecimale.",
        Code::AmountNotPositive => "Suma trebuie să fie mai mare decât zero.",
        Code::AmountTooSmall => "Cea mai mică sumă aici este {}.",
        Code::AmountTooLarge => "Cea mai mare sumă aici este {}.",
        Code::AmountNotNumber => "Nu este o sumă.",
        Code::AmountMismatch => "Linkul are preț fix, iar suma trimisă este alta.",
        Code::BadCurrency => "Moneda nu este cunoscută: folosește RON, EUR, GBP sau USD.",
        Code::CurrencyMismatch => "Antetul și corpul cererii numesc două monede.",
        Code::TitleMismatch => "title și name diferă: trimite doar unul.",
        Code::PriceTypeUnsupported => {
            "Tipul prețului nu este cunoscut: folosește FIXED, PAY_WHAT_YOU_WANT sau FREE."
        }
        Code::PaymentTypeUnsupported => {
            "Tipul de plată nu este cunoscut: folosește ONE_TIME sau SUBSCRIPTION."
        }
        Code::NotForPaymentType => "Nu se potrivește cu tipul de plată al linkului.",
        Code::IntervalMismatch => "recurringInterval și subscriptionInterval diferă: trimite unul singur.",
        Code::EmailNeeded => "Un abonament are nevoie de e-mailul cumpărătorului.",
        Code::PaidAgain => "Linkul este un abonament: pornește-l la /subscriptions.",
        Code::NotASubscription => "Linkul se plătește o dată: pornește-l la /payment-intents.",
        Code::SetupUnknown => "Nu s-a păstrat niciun card pentru asta: ia-o de la capăt.",
        Code::SetupNotDone => "Cardul nu este confirmat încă.",
        Code::SubscriptionOver => "Abonamentul s-a încheiat.",
        Code::NotForPriceType => "Nu se potrivește cu tipul de preț al linkului.",
        Code::ServiceTypeUnsupported => {
            "Tipul nu este cunoscut: folosește SERVICE, DIGITAL_PRODUCT sau SUBSCRIPTION."
        }
        Code::BadCount => "Folosește un număr întreg de la 1 la {}.",
        Code::BadRate => "Folosește 1 până la 10000 de sutimi de procent: 2100 înseamnă 21 %.",
        Code::BadQuantity => "Alege un număr întreg din {}.",
        Code::NoQuantity => "Se vinde câte unul.",
        Code::LimitBelowUsed => "Sunt deja {} vândute sau în curs de plată.",
        Code::LimitNeedsEmail => "Trebuie știut cine cumpără: cere adresa de e-mail.",
        Code::BuyerLimit => "Ai cumpărat de câte ori se poate sau plătești deja în altă fereastră.",
        Code::BadCode => "Folosește 3 până la 32 de litere, cifre, cratime și liniuțe de subliniere.",
        Code::CodeTaken => "Ai deja codul acesta.",
        Code::DiscountOne => "Spune fie percentOff, fie amountOffMinor.",
        Code::CodeUnknown => "Nu cunoaștem codul acesta.",
        Code::CodeNotStarted => "Codul nu este încă valabil.",
        Code::CodeEnded => "Codul nu mai este valabil.",
        Code::CodeUsedUp => "Codul a fost folosit de câte ori se putea.",
        Code::CodeOtherOffer => "Codul nu este pentru oferta aceasta.",
        Code::CodeBuyerLimit => "Ai folosit codul de câte ori poate un cumpărător.",
        Code::CodeFirstPurchase => "Codul este doar pentru prima cumpărătură.",
        Code::CodeTooMuch => "Codul lasă de plată mai puțin decât primesc cardurile.",
        Code::CodeNeedsEmail => "Codul cere o adresă de e-mail, iar oferta nu o întreabă.",
        Code::BadSlug => "Folosește 3 până la 64 de litere mici, cifre și cratime.",
        Code::SlugReserved => "Adresa aceasta este rezervată.",
        Code::SlugTaken => "Adresa aceasta este luată.",
        Code::BadColour => "Nu este o culoare: scrie # și șase cifre hexazecimale.",
        Code::BadLogo => "Nu este o imagine pe care o putem citi: trimite un PNG, JPEG sau WebP.",
        Code::LogoTooHeavy => "Imaginea este prea grea: cel mult 512 kB.",
        Code::LogoTooLarge => "Imaginea este prea mare: cel mult 4000 de pixeli pe latură.",
        Code::BadSize => "Folosește 128 până la 1024 de pixeli.",
        Code::FileUnknown => "Fișierul nu există: încarcă-l întâi.",
        Code::FileNotReady => "Fișierul nu a ajuns încă: trimite-l întâi.",
        Code::FileTooLarge => "Fișierul este prea mare: cel mult {}.",
        Code::FileEmpty => "Alege un fișier care nu este gol.",
        Code::FileTypeRefused => "Paginile și scripturile nu se vând așa: pune-le într-un fișier ZIP.",
        Code::BadFileName => {
            "Folosește un nume de cel mult {} caractere, fără bare oblice și altele asemenea."
        }
        Code::BadMediaType => "Folosește un tip de conținut ca application/pdf.",
        Code::FileTypeMismatch => "Trimite tipul de conținut pentru care s-a făcut adresa: {}.",
        Code::UploadDone => "Fișierul a ajuns deja.",
        Code::StorageFull => "Fișierele tale ar trece împreună de {}.",
        Code::StorageDown => "Depozitul de fișiere nu răspunde acum. Mai încearcă într-un minut.",
        Code::FileLinkInvalid => "Adresa fișierului nu mai este bună. Cere alta.",
        Code::PurchaseRevoked => "Banii au fost dați înapoi: fișierele nu mai sunt disponibile.",
        Code::NotForServiceType => "Doar linkurile pentru produse digitale au fișiere.",
        Code::Unauthorized => "Intră întâi în cont.",
        Code::BadToken => "Linkul de intrare nu este bun. Cere altul.",
        Code::TokenExpired => "Linkul de intrare a expirat. Cere altul.",
        Code::TokenUsed => "Linkul de intrare a fost deja folosit. Cere altul.",
        Code::OtherBrowser => "Linkul a fost cerut din alt browser. Confirmă ca să intri de aici.",
        Code::Forbidden => "Nu ai voie să faci asta.",
        Code::ScopeMissing => "Cheia nu are permisiunea de care e nevoie.",
        Code::CrossSite => "Cererea a venit de pe alt site.",
        Code::OnboardingNeeded => "Spune-ne întâi numele, țara și moneda.",
        Code::NotFound => "Nu există.",
        Code::MethodNotAllowed => "Adresa nu primește metoda aceasta.",
        Code::LinkInactive => "Linkul nu este de vânzare acum.",
        Code::LinkDeleted => "Vânzătorul a șters linkul.",
        Code::LinkNotOpen => "Încă nu este de vânzare.",
        Code::LinkClosed => "Nu mai este de vânzare.",
        Code::LinkUsedUp => "S-a vândut tot.",
        Code::LinkFree => "Linkul este gratuit: nu ai nimic de plătit.",
        Code::LinkNotFree => "Linkul nu este gratuit: trebuie plătit.",
        Code::RevisionChanged => "Vânzătorul a schimbat oferta. Mai uită-te o dată înainte să plătești.",
        Code::CannotCharge => {
            "Vânzătorul nu poate încasa acum. Încearcă mai târziu sau scrie-i vânzătorului."
        }
        Code::NotPaid => "Plata aceasta nu a reușit.",
        Code::NoBuyerEmail => "Cumpărătorul nu a lăsat o adresă de e-mail.",
        Code::BadTaxId => "Nu este un CUI bun: verifică cifrele.",
        Code::InvoiceChanged => "Factura a fost corectată între timp. Mai uită-te o dată.",
        Code::NotConnected => "Conectează întâi plățile.",
        Code::KeyNeeded => "Cererea mișcă bani: trimite un antet Idempotency-Key.",
        Code::KeyInvalid => "O cheie de idempotență are 1 până la 255 de caractere vizibile.",
        Code::KeyInFlight => "Prima cerere încă lucrează. Așteaptă puțin.",
        Code::KeyReused => "Formularul a fost deja trimis cu alt conținut. Deschide-l din nou.",
        Code::KeyShownOnce => "S-a făcut deja, iar secretul nu se arată de două ori.",
        Code::TooManyKeys => "Sunt deja {} chei: retrage întâi una.",
        Code::TooManyMerchants => "Ai deja 20 de afaceri.",
        Code::RateLimited => "Prea multe cereri. Așteaptă puțin și mai încearcă.",
        Code::DatabaseBusy => "Baza de date este ocupată. Mai încearcă.",
        Code::StripeDown => "Stripe nu răspunde acum. Nu s-a luat niciun ban. Mai încearcă într-un minut.",
        Code::StripeRefused => "Stripe a refuzat.",
        Code::BadSignature => "Semnătura nu se potrivește.",
        Code::Internal => "S-a stricat ceva la noi. Am notat eroarea.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_speaks_romanian() {
        for code in Code::ALL {
            let detail = Some("7,00 RON");
            let english = sentence(Language::En, *code, detail);
            let romanian = sentence(Language::Ro, *code, detail);
            assert_ne!(english, romanian, "{}", code.as_str());
            assert_eq!(english.contains("7,00"), romanian.contains("7,00"), "{}", code.as_str());
        }
    }
}
