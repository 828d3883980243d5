using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Platform.Auditing.Reading;

/// <summary>
/// Notes what was read, decided by the gate, or refused. Never waits and never fails: a database that takes no entries
/// must not stop people from reading or pipelines from passing. Entries arrive within a second, or when it is back.
/// </summary>
internal sealed class ReadTrail(Caller caller, ReadQueue queue, TimeProvider clock)
{
    /// <param name="subject">What was read: a finding, run or project, or the organisation.</param>
    public void Note(string action, Guid subject, IReadOnlyDictionary<string, string?> data) =>
        Note(caller.TenantId, caller.ActorKind, caller.ActorId, action, subject, data);

    /// <summary>Of somebody who was not let in.</summary>
    public void NoteRefusal(Guid tenant, Guid actor, string action, IReadOnlyDictionary<string, string?> data) =>
        Note(tenant, ActorKind.Person, actor, action, tenant, data);

    private void Note(Guid tenant, ActorKind kind, Guid actor, string action, Guid subject, IReadOnlyDictionary<string, string?> data)
    {
        var (id, at) = AuditEntryKey.New(clock);
        queue.Add(new ReadEntry(tenant, id, at, kind, actor, action, subject, data));
    }
}
