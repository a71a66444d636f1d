"""What Amazon is handed to publish the skill: manifest, models and icons, as a folder for the ASK command line."""

from skill.publishing.package import Package
from skill.publishing.site import Certificate, Site, SiteError

__all__ = ["Certificate", "Package", "Site", "SiteError"]
