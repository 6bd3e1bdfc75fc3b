//! The local mailbox.

use super::room;

room! {
    Mailbox {
        title: "Mailbox", "Cutia poștală";
        intro:
            "What would have been mailed. Newest first.",
            "Ce s-ar fi trimis pe e-mail. Cele mai noi primele.";
        empty_title: "No mail yet", "Încă nu este niciun mesaj";
        empty_text:
            "Ask for a sign-in link, or pay for something.",
            "Cere un link de intrare sau plătește ceva.";
        to: "To", "Către";
        subject: "Subject", "Subiect";
        sent: "Sent (UTC)", "Trimis (UTC)";
        text: "As text", "Ca text";
        html: "As seen", "Cum se vede";
        links: "Links in it", "Linkuri în mesaj";
        back: "Mailbox", "Cutia poștală";
    }
}
