//! Settings of person and merchant.

use super::room;

room! {
    Settings {
        title: "Settings", "Setări";
        profile: "Profile", "Profil";
        payments: "Stripe", "Stripe";
        sessions: "Sessions", "Sesiuni";
        api: "API keys", "Chei API";
        you: "You", "Tu";
        name: "Your name", "Numele tău";
        language: "Language", "Limba";
        merchant: "Your business", "Afacerea ta";
        merchant_name: "Name of your business", "Numele afacerii tale";
        merchant_hint: "Buyers see it when they pay.", "Îl văd cumpărătorii când plătesc.";
        currency: "Currency", "Moneda";
        currency_hint: "New links start with it.", "Linkurile noi pornesc cu ea.";
        email: "E-mail", "E-mail";
    }
}
