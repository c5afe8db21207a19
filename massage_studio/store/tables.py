"""Knows every room's tables and guards, so that mappers, migrations and undo see all of them."""

import massage_studio.bookings.models
import massage_studio.bookings.payment_undo_service
import massage_studio.cues.models
import massage_studio.curriculum.models
import massage_studio.exchange.models
import massage_studio.families.models
import massage_studio.handouts.models
import massage_studio.practice.models
import massage_studio.progress.models
import massage_studio.search.models
import massage_studio.store.models  # noqa: F401
from massage_studio.store.base import Base

metadata = Base.metadata
