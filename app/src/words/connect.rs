//! Connecting Stripe.

use super::room;

room! {
    Connect {
        title: "Your Stripe account", "Contul tău Stripe";
        intro:
            "Buyers pay straight to it. We never hold your money.",
            "Cumpărătorii plătesc direct în el. Noi nu îți ținem banii.";
        before:
            "Connect your account, or open a new one on the way. It takes about five minutes. \
           Have an identity document and your bank account at hand.",
            "Conectează-ți contul sau deschide unul nou pe parcurs. Durează cam cinci minute. \
           Ai la îndemână un act de identitate și contul bancar.";
        account: "Account", "Cont";
        due_text:
            "Stripe wants to know a little more to keep it so.",
            "Ca să rămână așa, Stripe mai vrea să afle câte ceva.";
        checking: "Being checked by Stripe", "În verificare la Stripe";
        needs_intro:
            "You tell Stripe itself, on its own pages. We do not see it.",
            "Îi spui lui Stripe, pe paginile lui. Noi nu vedem datele.";
        connect: "Connect with Stripe", "Conectează Stripe";
        resume: "Continue at Stripe", "Continuă la Stripe";
        open_stripe: "Open Stripe’s dashboard", "Deschide panoul Stripe";
        ready: "You can take payments", "Poți încasa";
        ready_text:
            "Make a link and share it. Buyers pay to your Stripe account.",
            "Fă un link și trimite-l. Cumpărătorii plătesc în contul tău Stripe.";
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
