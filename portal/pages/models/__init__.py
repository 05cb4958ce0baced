"""The pages that editors write."""

from portal.pages.models.article import ArticleIndexPage, ArticlePage
from portal.pages.models.contact import ContactPage
from portal.pages.models.editorial import EditorialPage
from portal.pages.models.event import EventIndexPage, EventPage
from portal.pages.models.home import HomePage
from portal.pages.models.imprint import ImprintSettings
from portal.pages.models.legal import LegalPage
from portal.pages.models.partner import PartnerIndexPage, PartnerPage
from portal.pages.models.project import OutcomePage, ProjectPage
from portal.pages.models.standard import StandardPage

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ContactPage",
    "EditorialPage",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "ImprintSettings",
    "LegalPage",
    "OutcomePage",
    "PartnerIndexPage",
    "PartnerPage",
    "ProjectPage",
    "StandardPage",
]
