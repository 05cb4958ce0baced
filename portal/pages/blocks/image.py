"""A picture in the text."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from portal.pages.blocks.groups import MEDIA


class PictureBlock(StructBlock):
    """A picture with what it shows in words, or marked as decoration. Whom to thank is kept with the picture."""

    image = ImageBlock(label=_("Picture"))
    caption = CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        description = _("A picture with a caption. Describe what it shows for those who don't see it.")
        template = "pages/blocks/image.html"
        preview_template = "pages/blocks/previews/image.html"
