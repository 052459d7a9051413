import pytest

from insigne_platform.core import mail


@pytest.fixture
def templates(monkeypatch, settings):
    made = {
        "mail/hello.subject.txt": "Hello\r\nBcc: all@example.org {{ name|safe }}\n",
        "mail/hello.txt": "{{ name|safe }} {{ base_url }} {{ language }}",
        "mail/hello.html": "<p>{{ name }}</p>",
    }
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", made)]},
        }
    ]


def test_a_mail_has_a_text_and_a_page_and_no_header_of_another(templates, mailoutbox):
    mail.send("amina@mail.example", "hello", {"name": "A\nCc: b@x.example <b>"}, language="nl")

    (message,) = mailoutbox
    assert message.to == ["amina@mail.example"]
    assert message.subject == "Hello Bcc: all@example.org A Cc: b@x.example <b>"
    assert message.body == "A\nCc: b@x.example <b> https://badges.example.org nl"
    assert message.alternatives[0].content == "<p>A\nCc: b@x.example &lt;b&gt;</p>"
    assert message.message().get_all("Bcc") is None


def test_an_address_with_a_line_break_is_refused(templates, mailoutbox):
    with pytest.raises(ValueError):
        mail.send("a@x.example\nBcc: b@x.example", "hello", {}, language="en")

    assert mailoutbox == []
