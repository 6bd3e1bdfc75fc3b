//! The first questions to a new merchant.

use super::room;

room! {
    Onboarding {
        title: "Your business", "Afacerea ta";
        intro:
            "Name and currency can change later, the country cannot.",
            "Numele și moneda se pot schimba mai târziu, țara nu.";
        name: "Name of your business", "Numele afacerii tale";
        name_hint: "Buyers see it when they pay.", "Îl văd cumpărătorii când plătesc.";
        country: "Country", "Țara";
        country_hint: "Where your business is registered.", "Unde este înregistrată afacerea.";
        currency: "Currency", "Moneda";
        currency_hint: "New links start with it.", "Linkurile noi pornesc cu ea.";
        submit: "Continue", "Continuă";
        progress: "{} of {}", "{} din {}";
        step_business: "Your business", "Afacerea ta";
        step_stripe: "Stripe", "Stripe";
        step_link: "First link", "Primul link";
        welcome:
            "Welcome. Connect Stripe now, and your first link can sell.",
            "Bine ai venit. Conectează acum Stripe și primul tău link poate vinde.";
    }
}
