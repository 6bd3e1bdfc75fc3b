//! What Stripe asks of a merchant, in plain words. Stripe names its wishes with paths such as
//! `individual.verification.document`; the longest ending or beginning that we know decides.

use paylinks::language::Language;

/// Part of Stripe's path, English, Romanian. The first that matches wins.
const WISHES: &[(&str, &str, &str)] = &[
    ("external_account", "A bank account for payouts", "Un cont bancar în care să primești banii"),
    ("tos_acceptance", "Your agreement to Stripe’s terms", "Acordul tău cu termenii Stripe"),
    ("business_profile.url", "Your website, or what you sell", "Site-ul tău sau ce vinzi"),
    ("business_profile.product_description", "What you sell", "Ce vinzi"),
    ("business_profile.mcc", "The kind of your business", "Domeniul afacerii"),
    ("business_profile.support", "A contact for your customers", "Un contact pentru clienți"),
    ("business_profile", "Details of your business", "Date despre afacere"),
    ("business_type", "The form of your business", "Forma afacerii"),
    ("verification.additional_document", "A second document", "Un al doilea document"),
    ("verification.document", "A photo of an identity document", "O fotografie a unui act de identitate"),
    ("verification", "A check of your identity", "O verificare a identității"),
    ("company.tax_id", "The company’s tax number", "Codul fiscal al firmei"),
    ("company.registration_number", "The company’s registration number", "Numărul de înregistrare al firmei"),
    ("company.address", "The company’s address", "Adresa firmei"),
    ("company.name", "The company’s name", "Numele firmei"),
    ("company.phone", "The company’s phone number", "Telefonul firmei"),
    ("company", "Details of the company", "Date despre firmă"),
    ("directors", "The company’s directors", "Administratorii firmei"),
    ("owners", "The company’s owners", "Asociații firmei"),
    ("executives", "The company’s executives", "Conducerea firmei"),
    ("id_number", "Your personal number", "Codul numeric personal"),
    ("ssn_last_4", "Last four digits of the social security number", "Ultimele patru cifre din SSN"),
    (".dob", "Date of birth", "Data nașterii"),
    ("first_name", "First name", "Prenumele"),
    ("last_name", "Last name", "Numele de familie"),
    (".address", "Home address", "Adresa de acasă"),
    (".email", "E-mail", "E-mail"),
    (".phone", "Phone number", "Numărul de telefon"),
    ("representative", "Who represents the business", "Cine reprezintă afacerea"),
    ("individual", "Details about you", "Date despre tine"),
];

/// Stripe's wish in plain words; its own name when we do not know it.
#[must_use]
pub fn requirement(language: Language, path: &str) -> &str {
    let found = WISHES.iter().find(|(part, ..)| path.contains(part));
    found.map_or(path, |(_, english, romanian)| match language {
        Language::En => english,
        Language::Ro => romanian,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripes_paths_become_words() {
        let ask = |path| requirement(Language::Ro, path);
        assert_eq!(ask("individual.dob.day"), "Data nașterii");
        assert_eq!(ask("person_8UayFKIMRJklog.first_name"), "Prenumele");
        assert_eq!(ask("individual.verification.document"), "O fotografie a unui act de identitate");
        assert_eq!(ask("something.new"), "something.new");
    }
}
