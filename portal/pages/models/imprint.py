"""Who is responsible for the portal, as the law wants it said."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import register_setting
from wagtail.models import Site

from portal.pages.choices import country_choices


@register_setting(icon="site")
class ImprintSettings(BaseSiteSetting):
    """The facts of the imprint.

    Asked for by Directive 2000/31/EC, article 5, and what carries it out: § 5 DDG and § 18 MStV in
    Germany, § 5 ECG and § 25 MedienG in Austria, article 6 III LCEN in France, article 10 LSSI in Spain.
    """

    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=80, blank=True)
    represented_by = models.CharField(_("represented by"), max_length=160, blank=True)
    address = models.TextField(
        _("postal address"), max_length=300, blank=True, help_text=_("Street, postcode and city, without the country.")
    )
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Messages written in the contact form go here too.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    register = models.CharField(_("register"), max_length=120, blank=True)
    register_number = models.CharField(_("number in the register"), max_length=60, blank=True)
    vat_id = models.CharField(_("VAT identification number"), max_length=20, blank=True)
    responsible = models.CharField(_("responsible for the content"), max_length=160, blank=True)

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("legal_form"),
                FieldPanel("represented_by"),
                FieldPanel("responsible"),
            ],
            heading=_("Who"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("country"), FieldPanel("email"), FieldPanel("phone")], heading=_("Where")
        ),
        MultiFieldPanel(
            [FieldPanel("register"), FieldPanel("register_number"), FieldPanel("vat_id")], heading=_("Registers")
        ),
    ]

    class Meta:
        verbose_name = _("imprint")
        verbose_name_plural = _("imprints")

    @classmethod
    def of(cls, request: HttpRequest) -> "ImprintSettings":
        """The facts of the site asked for, empty ones where nobody has filled them in. Reading writes nothing."""
        site = Site.find_for_request(request)
        return cls.objects.filter(site=site).first() or cls(site=site)

    @property
    def is_complete(self) -> bool:
        """Whether it says what every one of these laws asks for."""
        return bool(self.organisation and self.address and self.country and self.email)
