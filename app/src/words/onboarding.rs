//! The first questions to a new merchant.

use super::room;

room! {
    Onboarding {
        title: "Three things first", "Întâi, trei lucruri";
        intro:
            "You can change the name and the currency later, the country not.",
            "Numele și moneda le poți schimba mai târziu, țara nu.";
        name: "Name of your business", "Numele afacerii tale";
        name_hint: "Buyers see it when they pay.", "Îl văd cumpărătorii când plătesc.";
        country: "Country", "Țara";
        country_hint: "Where your business is registered.", "Unde este înregistrată afacerea.";
        currency: "Currency", "Moneda";
        currency_hint: "New links start with it.", "Linkurile noi pornesc cu ea.";
        submit: "Open the dashboard", "Deschide panoul";
        welcome:
            "Welcome. Connect Stripe now, and your first link can sell.",
            "Bine ai venit. Conectează acum Stripe și primul tău link poate vinde.";
    }
}
