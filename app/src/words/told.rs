//! Pages that say why there is nothing to see.

use super::room;

room! {
    Told {
        not_found: "There is nothing at this address", "La adresa asta nu este nimic";
        not_found_text:
            "Check it for slips, or ask whoever gave it to you.",
            "Vezi dacă e scrisă bine sau întreabă-l pe cel care ți-a dat-o.";
        forbidden: "You may not do this", "Nu ai voie să faci asta";
        forbidden_text:
            "Go back and try from the page itself. If it stays so, ask the owner of the account.",
            "Întoarce-te și încearcă din pagina ei. Dacă nu merge, întreabă-l pe titularul contului.";
        gone: "Not for sale right now", "Acum nu este de vânzare";
        gone_text:
            "The seller turned this link off. Ask them when it comes back.",
            "Vânzătorul a oprit linkul. Întreabă-l când revine.";
        not_open: "Not for sale yet", "Încă nu este de vânzare";
        not_open_text: "Come back when it opens.", "Revino când se deschide.";
        closed: "Not for sale any more", "Nu mai este de vânzare";
        closed_text:
            "Ask the seller whether it comes back.",
            "Întreabă-l pe vânzător dacă revine.";
        look_again: "Look again", "Mai verifică";
        sold_out: "Sold out", "S-a vândut tot";
        sold_out_text:
            "Ask the seller whether there will be more.",
            "Întreabă-l pe vânzător dacă mai vine ceva.";
        deleted: "This link was removed", "Linkul a fost șters";
        deleted_text:
            "The seller does not offer it any more. Ask them for a new link.",
            "Vânzătorul nu îl mai oferă. Cere-i un link nou.";
        link_over: "This download link has expired", "Linkul de descărcare a expirat";
        link_over_text:
            "Links to files hold for five minutes. Go back to your receipt and press the file again.",
            "Linkurile către fișiere țin cinci minute. Întoarce-te la chitanță și apasă din nou pe fișier.";
        refunded: "This purchase was refunded", "Banii au fost dați înapoi";
        refunded_text:
            "Its files are not available any more. If that is a mistake, write to the seller.",
            "Fișierele nu mai sunt disponibile. Dacă este o greșeală, scrie-i vânzătorului.";
        busy: "Too many requests", "Prea multe cereri";
        busy_text: "Wait {}, then try again.", "Așteaptă {}, apoi mai încearcă.";
        broken: "Something broke on our side", "S-a stricat ceva la noi";
        broken_text:
            "It has been logged. Try again in a minute; nothing was done twice.",
            "Am notat eroarea. Mai încearcă într-un minut; nimic nu s-a făcut de două ori.";
        down: "Not available for a moment", "Indisponibil pentru puțin timp";
        down_text:
            "Try again in a minute. Nothing was charged.",
            "Mai încearcă într-un minut. Nu ți s-a luat nimic.";
        cannot_charge: "The seller cannot take payments right now", "Vânzătorul nu poate încasa acum";
        cannot_charge_text:
            "Nothing was charged. Try again later, or write to the seller.",
            "Nu ți s-a luat nimic. Încearcă mai târziu sau scrie-i vânzătorului.";
        conflict: "This cannot be done now", "Acum nu se poate";
        home: "To the front page", "La prima pagină";
        dashboard: "To the dashboard", "La panou";
        again: "Try again", "Mai încearcă";
        request_id: "Request id", "Numărul cererii";
        request_text:
            "If it happens again, send this id to whoever runs this site. It leads to the entry in the log.",
            "Dacă se repetă, trimite-l celui care ține site-ul. Duce direct la rândul din jurnal.";
        wrong_form: "This form could not be read", "Formularul nu a putut fi citit";
        wrong_form_text:
            "Go back, reload the page and send it again.",
            "Întoarce-te, reîncarcă pagina și trimite-l din nou.";
    }
}
