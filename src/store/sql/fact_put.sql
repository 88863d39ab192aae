INSERT OR REPLACE INTO case_fact (
    number, kind, channel, received_at, recorded_at, receiver, status, category, situation, class,
    nature, content, urgency, emotion, motive, staff_fault, service, flags, name, anonymous, phones, room, gist, handler,
    department, next_code, next_due, escalating, escalations, visits, events, last_at, repeat_of,
    group_of, closure, overridden, import_batch, touched_at, late_at, ready_at, reply_since, building,
    room_order, status_place
) VALUES (
    :number, :kind, :channel, :received_at, :recorded_at, :receiver, :status, :category, :situation,
    :class, :nature, :content, :urgency, :emotion, :motive, :staff_fault, :service, :flags, :name, :anonymous, :phones, :room, :gist,
    :handler, :department, :next_code, :next_due, :escalating, :escalations, :visits, :events,
    :last_at, :repeat_of, :group_of, :closure, :overridden, :import_batch, :touched_at, :late_at,
    :ready_at, :reply_since, :building, :room_order, :status_place
)
