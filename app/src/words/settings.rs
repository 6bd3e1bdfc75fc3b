//! Settings of person and merchant.

use super::room;

room! {
    Settings {
        title: "Settings", "Setări";
        profile: "Profile", "Profil";
        merchant: "Business", "Afacerea";
        branding: "Branding", "Aspect";
        payments: "Stripe", "Stripe";
        sessions: "Sessions", "Sesiuni";
        you: "You", "Tu";
        you_intro:
            "Your name stands beside what you do in the history. Buyers never see it.",
            "Numele tău apare în istoric, lângă ce faci. Cumpărătorii nu îl văd.";
        name: "Your name", "Numele tău";
        email: "E-mail", "E-mail";
        language: "Language", "Limba";
        language_hint: "Of these pages and of mails to you.", "A paginilor și a e-mailurilor către tine.";
        theme: "Theme", "Tema";
        theme_hint: "In this browser only.", "Doar în acest browser.";
        merchant_intro:
            "What buyers see, and where new links start.",
            "Ce văd cumpărătorii și de unde pornesc linkurile noi.";
        time_zone: "Time zone", "Fusul orar";
        time_zone_hint:
            "Links open and close by this clock.",
            "După ceasul acesta se deschid și se închid linkurile.";
        limits: "Payment limits", "Limite de plată";
        limits_save: "Save the limits", "Salvează limitele";
        limits_intro:
            "No payment comes to less or more than this. Empty is what cards take.",
            "Nicio plată nu este mai mică sau mai mare de atât. Gol înseamnă cât primesc cardurile.";
        least: "At least, {}", "Cel puțin, {}";
        most: "At most, {}", "Cel mult, {}";
        fixed: "Fixed", "Nu se schimbă";
        fixed_intro:
            "The country belongs to your account at Stripe. To sell from another one, open another business.",
            "Țara ține de contul tău Stripe. Ca să vinzi din alta, deschide altă afacere.";
        country: "Country", "Țara";
        since: "Here since", "Aici din";
        id: "Id", "Identificator";
    }
}
