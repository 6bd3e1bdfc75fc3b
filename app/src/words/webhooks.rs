//! How Stripe's news fare.

use super::room;

room! {
    Webhooks {
        intro:
            "What Stripe told us about your account in the last 24 hours, and what became of it.",
            "Ce ne-a spus Stripe despre contul tău în ultimele 24 de ore și ce s-a ales din fiecare.";
        received: "Received", "Primite";
        applied: "Applied", "Aplicate";
        waiting: "Waiting", "În așteptare";
        failed: "Failed", "Eșuate";
        oldest: "The oldest has waited {}.", "Cea mai veche așteaptă de {}.";
        given_up: "Given up after the last try", "Abandonate după ultima încercare";
        tries: "after {} tries.", "după {} încercări.";
        last: "Last deliveries", "Ultimele livrări";
        event: "Event", "Eveniment";
        arrived: "Arrived (UTC)", "Sosit (UTC)";
        endpoint: "Endpoint", "Intrarea";
        outcome: "Outcome", "Rezultat";
        state_waiting: "Waiting", "Așteaptă";
        state_applied: "Applied", "Aplicat";
        state_ignored: "Not needed", "Nu e nevoie";
        state_aside: "Set aside", "Pus deoparte";
        state_failed: "Failed", "Eșuat";
        empty_title: "No news from Stripe yet", "Încă nicio veste de la Stripe";
        empty_text:
            "Make a link and pay it with a test card. The events show up here within seconds.",
            "Fă un link și plătește-l cu un card de probă. Evenimentele apar aici în câteva secunde.";
        unconnected_title: "Stripe is not connected", "Stripe nu este conectat";
        unconnected_text:
            "Connect it first. Then Stripe tells us of every payment, and this page shows how that went.",
            "Conectează-l întâi. Apoi Stripe ne spune de fiecare plată, iar pagina arată cum a mers.";
    }
}
