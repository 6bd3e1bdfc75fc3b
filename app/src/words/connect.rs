//! Connecting Stripe.

use super::room;

room! {
    Connect {
        intro:
            "Buyers pay straight to your own Stripe account. Connect one, or open a new one on the way. \
           It takes about five minutes.",
            "Cumpărătorii plătesc direct în contul tău Stripe. Conectează unul sau deschide unul nou pe \
           parcurs. Durează cam cinci minute.";
        connect: "Connect with Stripe", "Conectează Stripe";
        resume: "Continue at Stripe", "Continuă la Stripe";
        open_stripe: "Open Stripe’s dashboard", "Deschide panoul Stripe";
        ready: "You can take payments", "Poți încasa";
        ready_text: "Buyers pay to your Stripe account.", "Cumpărătorii plătesc în contul tău Stripe.";
        waiting: "Not ready yet", "Încă nu e gata";
        waiting_text:
            "Stripe needs a few things from you before buyers can pay.",
            "Stripe mai are nevoie de câteva lucruri de la tine ca să poți încasa.";
        charges: "Takes payments", "Încasează plăți";
        payouts: "Receives payouts", "Primește banii în bancă";
        details: "Details sent", "Date trimise";
        needs: "What Stripe needs", "Ce îi trebuie lui Stripe";
        past_due: "Overdue", "Întârziate";
        due: "Needed now", "Necesare acum";
        later: "Needed later", "Necesare mai târziu";
        deadline: "Until {}", "Până la {}";
        disabled:
            "Stripe stopped this account: {}. Continue at Stripe to settle it.",
            "Stripe a oprit contul: {}. Continuă la Stripe ca să rezolvi.";
        refresh: "Ask Stripe again", "Întreabă din nou Stripe";
    }
}
