"""What Prefect's server does by itself about runs that die, fail or are refused: its automations, set up under fixed names."""

from __future__ import annotations

from datetime import timedelta
from typing import cast
from uuid import UUID

from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

DEAD, TOLD = "seimei: mark dead runs as crashed", "seimei: tell about runs that published nothing"
BLOCK = "seimei-webhook"

SILENCE = timedelta(seconds=90)
"""Three heartbeats (`prefect_settings`): a run that has been quiet for so long is dead."""

OURS: dict[str, str | list[str]] = {"prefect.resource.role": "flow", "prefect.resource.name": "build"}
UNHAPPY = ("Failed", "Refused", "TimedOut", "Crashed")

SUBJECT = "seimei: {{ flow_run.name }} ended as {{ flow_run.state.name }}"
BODY = "{{ flow_run.state.message }} {{ flow_run|ui_url }}"


def put_alerts(webhook: str | None = None) -> None:
    """Puts the automations in place, or brings them up to date. `webhook`: where `{"subject": …, "body": …}` is posted;
    without one nobody is told, and one that was set up before stays."""
    _put(DEAD, _dead_runs())
    if webhook:
        block = CustomWebhookNotificationBlock(
            name=BLOCK, url=webhook, headers=None, cookies=None, json_data={"subject": "{{subject}}", "body": "{{body}}"}
        )
        _put(TOLD, _notification(cast(UUID, block.save(BLOCK, overwrite=True))))


def _dead_runs() -> AutomationCore:
    """A killed run cannot say so itself: it stays Running, and with it the one run that may be at work. One that is killed
    at once has told that it runs, and sent no heartbeat."""
    trigger = EventTrigger(
        after={"prefect.flow-run.Running", "prefect.flow-run.heartbeat"},
        expect={"prefect.flow-run.*"},
        match={"prefect.resource.id": "prefect.flow-run.*"},
        match_related=OURS,
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=SILENCE,
    )
    # Not by force: a heartbeat may arrive after the news that its run has ended, and the server keeps what has ended as it is.
    message = "No sign of life: the run was killed or its machine is down. Readers see what they saw before"
    return AutomationCore(
        name=DEAD,
        trigger=trigger,
        actions=[ChangeFlowRunState(state=StateType.CRASHED, name="Crashed", message=message, force=False)],
    )


def _notification(block: UUID) -> AutomationCore:
    trigger = EventTrigger(
        expect={f"prefect.flow-run.{name}" for name in UNHAPPY},
        match={"prefect.resource.id": "prefect.flow-run.*"},
        match_related=OURS,
        for_each={"prefect.resource.id"},
        posture=Posture.Reactive,
        threshold=1,
    )
    return AutomationCore(
        name=TOLD, trigger=trigger, actions=[SendNotification(block_document_id=block, subject=SUBJECT, body=BODY)]
    )


def _put(name: str, automation: AutomationCore) -> None:
    with get_client(sync_client=True) as client:
        known = client.read_automations_by_name(name)
        if known:
            client.update_automation(known[0].id, automation)
        else:
            client.create_automation(automation)
