namespace SecureObs.Api.Platform.Authorization;

/// <summary>What a member may do, from least to most; stored as its number.</summary>
internal enum TenantRole : short
{
    Member = 1,
    Admin = 2,
    Owner = 3,
}

/// <summary>Who acts, as the audit trail names it.</summary>
internal enum ActorKind : short
{
    Person = 1,
    ApiKey = 2,
    System = 3,

    /// <summary>A pipeline without a key, as the rule that let it in.</summary>
    Workload = 4,
}

/// <summary>A credential that is good for one run was used for another one, or for another branch than its token's.</summary>
internal sealed class RunOutOfReachException : Exception;

/// <summary>
/// Who was let into which tenant by the rule of the endpoint. Before that there is no tenant, and asking for one is a
/// bug that stops the request.
/// </summary>
internal sealed class Caller
{
    private Guid? tenantId;

    public Guid TenantId => tenantId ?? throw new InvalidOperationException("This endpoint let nobody into a tenant.");

    /// <summary>The one project that the caller's key is good for; null for people and for keys of the whole tenant.</summary>
    public Guid? OnlyProject { get; private set; }

    /// <summary>The one run that the caller's credential is good for, by the CI system's id; null for people and keys.</summary>
    public string? OnlyRun { get; private set; }

    /// <summary>That credential; null for people and keys.</summary>
    public Guid? Credential { get; private set; }

    /// <summary>The one branch that its run may be of.</summary>
    public string? OnlyBranch { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public Guid ActorId { get; private set; }

    public void EnterAsMember(Guid tenant, Guid actor) => Enter(tenant, ActorKind.Person, actor, null);

    /// <summary>A person who is about to become a member: of a tenant just made, or by an invitation.</summary>
    /// <param name="actor">The actor id that the membership will have.</param>
    public void EnterAsNewcomer(Guid tenant, Guid actor) => Enter(tenant, ActorKind.Person, actor, null);

    public void EnterAsApiKey(Guid tenant, Guid key, Guid? project) => Enter(tenant, ActorKind.ApiKey, key, project);

    /// <summary>A pipeline that a rule let in, for one run of one project.</summary>
    public void EnterAsWorkload(Guid tenant, Guid rule, Guid credential, Guid project, string run, string? branch)
    {
        Enter(tenant, ActorKind.Workload, rule, project);
        (Credential, OnlyRun, OnlyBranch) = (credential, run, branch);
    }

    /// <summary>The product itself, in its time.</summary>
    public void EnterAsSystem(Guid tenant) => Enter(tenant, ActorKind.System, Guid.Empty, null);

    /// <summary>Whether the caller may touch this project, as far as the credential goes.</summary>
    public bool Reaches(Guid projectId) => OnlyProject is null || OnlyProject == projectId;

    /// <summary>Asked with the run that a request names, wherever it names one. <c>''</c> is no run, and reached by keys alone.</summary>
    /// <exception cref="RunOutOfReachException">The credential is good for another one.</exception>
    public void RequireRun(string pipelineRunId)
    {
        if (OnlyRun is not null && OnlyRun != pipelineRunId)
            throw new RunOutOfReachException();
    }

    /// <exception cref="RunOutOfReachException">The credential is good for another branch.</exception>
    public void RequireBranch(string? branch)
    {
        if (OnlyBranch is not null && !string.IsNullOrEmpty(branch) && OnlyBranch != branch)
            throw new RunOutOfReachException();
    }

    private void Enter(Guid tenant, ActorKind kind, Guid actor, Guid? project)
    {
        if (tenantId is not null && tenantId != tenant)
            throw new InvalidOperationException("A request belongs to one tenant.");
        (tenantId, ActorKind, ActorId, OnlyProject) = (tenant, kind, actor, project);
    }
}
