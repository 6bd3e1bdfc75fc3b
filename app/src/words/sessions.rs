//! The list of sessions.

use super::room;

room! {
    Sessions {
        intro:
            "Where you are signed in. Sign out whatever you do not know.",
            "Locurile în care ești în cont. Scoate tot ce nu recunoști.";
        this: "This browser", "Acest browser";
        device: "Browser", "Browser";
        last_seen: "Last seen (UTC)", "Văzut ultima dată (UTC)";
        since: "Since", "Din";
        unknown: "Unknown browser", "Browser necunoscut";
        revoke: "Sign out", "Scoate din cont";
        revoke_question: "Sign this browser out?", "Scoți acest browser din cont?";
        revoke_detail:
            "It needs a new link by e-mail to come back.",
            "Ca să intre iar, are nevoie de un link nou pe e-mail.";
        keep: "Keep it", "Lasă-l";
        revoke_others: "Sign out everywhere else", "Ieși de peste tot în rest";
        others_question: "Sign out every other browser?", "Scoți din cont toate celelalte browsere?";
        others_detail:
            "Only this browser stays signed in. The others need a new link by e-mail.",
            "Doar acest browser rămâne în cont. Celelalte au nevoie de un link nou pe e-mail.";
        keep_others: "Keep them", "Lasă-le";
    }
}
