//! API keys.

use super::room;

room! {
    Keys {
        intro:
            "For your own programs. A key acts in your name within its scopes.",
            "Pentru programele tale. O cheie lucrează în numele tău, cât îi permiți.";
        name: "Name", "Nume";
        name_hint: "Shown in the history of what the key does.", "Apare în istoricul a ce face cheia.";
        scopes: "It may", "Are voie să";
        read: "Read", "Citească";
        read_hint: "See links and payments.", "Vede linkurile și plățile.";
        write: "Write", "Scrie";
        write_hint: "Make and change links.", "Face și schimbă linkuri.";
        money: "Move money", "Miște bani";
        money_hint: "Refunds and payouts.", "Rambursări și transferuri.";
        create: "Create key", "Creează cheia";
        empty_title: "No keys yet", "Încă nu ai chei";
        empty_text:
            "Create one when a program needs to talk to us.",
            "Creează una când un program are nevoie să vorbească cu noi.";
        key: "Key", "Cheie";
        last_used: "Last used", "Folosită ultima dată";
        never: "Never", "Niciodată";
        made: "Created", "Creată";
        revoke: "Revoke", "Retrage";
        revoke_question: "Revoke “{}”?", "Retragi „{}”?";
        revoke_detail:
            "Programs that use it stop working at once. This cannot be undone.",
            "Programele care o folosesc se opresc pe loc. Nu mai poți reveni.";
        keep: "Keep it", "Păstreaz-o";
        revoked: "Revoked", "Retrasă";
        secret_title: "Copy the secret now", "Copiază acum secretul";
        secret_intro:
            "We do not keep it and cannot show it again.",
            "Nu îl păstrăm și nu îl mai putem arăta.";
        key_id: "Key id", "Identificator";
        key_secret: "Secret", "Secret";
        list: "Your keys", "Cheile tale";
        new: "New key", "Cheie nouă";
        new_intro:
            "Give it no more than its program needs. You can revoke it at any time.",
            "Dă-i doar cât îi trebuie programului. O poți retrage oricând.";
    }
}
