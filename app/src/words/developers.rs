//! What programs need.

use super::room;

room! {
    Developers {
        title: "Developers", "Dezvoltatori";
        api: "API", "API";
        keys: "API keys", "Chei API";
        webhooks: "Webhooks", "Webhookuri";
        start: "First call", "Primul apel";
        start_intro:
            "Everything on these pages can be done by a program too. Trade a key for a token, \
           then send the token with each request.",
            "Tot ce faci pe paginile acestea poate face și un program. Schimbă o cheie pe un jeton, \
           apoi trimite jetonul cu fiecare cerere.";
        make_key: "Make a key", "Fă o cheie";
        base: "Address", "Adresa";
        first_call: "A key becomes a token, and a first answer", "O cheie devine jeton și primul răspuns";
        rules:
            "Amounts are whole minor units: 14900 is 149.00. Lists are paged: send nextCursor back as cursor. \
           Errors are {\"error\":{\"message\",\"code\"}}, and codes do not change. \
           A request that is repeated with the same Idempotency-Key is done once.",
            "Sumele sunt în unități mici, întregi: 14900 înseamnă 149,00. Listele vin pe pagini: trimite \
           nextCursor înapoi ca cursor. Erorile sunt {\"error\":{\"message\",\"code\"}}, iar codurile nu se \
           schimbă. O cerere repetată cu același Idempotency-Key se face o singură dată.";
        operations: "Operations", "Operații";
        search: "Name, path or field", "Nume, cale sau câmp";
        found: "{} found", "{} găsite";
        show_all: "Show all", "Arată tot";
        public: "Anybody", "Oricine";
        person: "A signed-in person", "O persoană din cont";
        scope_read: "Scope read", "Permisiunea read";
        scope_write: "Scope write", "Permisiunea write";
        scope_money: "Scope money", "Permisiunea money";
        effect_read: "Changes nothing", "Nu schimbă nimic";
        effect_write: "Changes something that can be changed back", "Schimbă ceva ce se poate schimba înapoi";
        effect_consequential: "Cannot be taken back", "Nu se mai poate lua înapoi";
        request: "Request", "Cerere";
        module: "Module", "Modul";
        access: "Who may", "Cine are voie";
        effect: "Effect", "Efect";
        secret: "Secret", "Secret";
        secret_text:
            "The answer holds a secret that is shown once.",
            "Răspunsul conține un secret care se arată o singură dată.";
        sample: "Request that works", "Cerere care merge";
        sample_intro:
            "Put your own values in. TOKEN is a bearer token.",
            "Pune valorile tale. TOKEN este un jeton bearer.";
        with_curl: "With curl", "Cu curl";
        body: "Body", "Corpul cererii";
        command: "On the command line", "În linia de comandă";
        fields: "What it takes", "Ce primește";
        no_fields: "It takes nothing.", "Nu primește nimic.";
        answer: "What it answers, with status {}", "Ce răspunde, cu starea {}";
        answer_fields: "Fields of the answer", "Câmpurile răspunsului";
        no_answer: "The answer has no fields.", "Răspunsul nu are câmpuri.";
        field: "Field", "Câmp";
        kind: "Type", "Tip";
        meaning: "Meaning", "Înțeles";
        required: "required", "obligatoriu";
    }
}
