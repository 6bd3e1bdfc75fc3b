//! What a link asks beyond contact and address: on the pay page, in its editor, with its answers.

use super::room;

room! {
    Collecting {
        company: "Company", "Firma";
        for_company: "I buy for a company", "Cumpăr pentru o firmă";
        company_name: "Company name", "Numele firmei";
        tax_id: "Tax id", "Cod fiscal (CUI)";
        tax_id_hint: "In Romania the CUI, with or without RO.", "În România CUI-ul, cu sau fără RO.";
        tax_id_wrong:
            "This is not a Romanian fiscal code (CUI). Check its digits.",
            "Codul fiscal (CUI) nu este bun. Verifică cifrele.";
        shipping: "Where to send it", "Unde trimitem";
        number_wrong: "This is not a number.", "Nu este un număr.";
        day_wrong: "This is not a day.", "Nu este o zi.";
        read_terms: "Read them", "Citește";
        ask_company: "Company and tax id", "Firmă și cod fiscal";
        company_off: "Do not ask", "Nu întreba";
        company_optional: "Optional", "Opțional";
        company_required: "Only companies", "Doar firme";
        company_hint:
            "Its name, country and tax id. The digits of a Romanian one are checked.",
            "Numele, țara și codul fiscal. La un CUI verificăm cifrele.";
        more: "Ask for more", "Întreabă mai mult";
        more_hint: "Company, delivery, your own questions, terms", "Firmă, livrare, întrebările tale, termeni";
        ask_shipping: "Where to send it", "Unde trimiți";
        own: "Your own questions", "Întrebările tale";
        own_intro:
            "Up to ten. The answers stand with each payment and in its exports.",
            "Cel mult zece. Răspunsurile apar la fiecare plată și în exporturi.";
        question: "Question {}", "Întrebarea {}";
        kind: "Kind of question {}", "Felul întrebării {}";
        text: "Text", "Text";
        number: "Number", "Număr";
        date: "Date", "Dată";
        select: "Choice of one", "Listă";
        checkbox: "Tick", "Bifă";
        needed: "Must be answered", "Obligatoriu";
        options: "Options, one a line", "Variante, una pe rând";
        terms_text: "What buyers accept", "Ce acceptă cumpărătorii";
        terms_hint:
            "A sentence with a tick beside it, such as: I accept the terms. The moment is kept.",
            "O propoziție cu o bifă lângă ea, de exemplu: Accept termenii. Păstrăm momentul.";
        terms_url: "Where it can be read", "Unde se citește";
        accepted: "Accepted", "Acceptat";
        accepted_at: "{} UTC", "{} UTC";
        answers: "What the buyer answered", "Ce a răspuns cumpărătorul";
        answers_short: "Answers", "Răspunsuri";
        yes: "Yes", "Da";
        no: "No", "Nu";
        came_from: "Came from", "A venit din";
    }
}
