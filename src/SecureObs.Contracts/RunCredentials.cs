using System.ComponentModel.DataAnnotations;

namespace SecureObs.Contracts;

/// <summary><c>POST /api/projects/{projectId}/run-credentials</c>: a pipeline proves who it is by the token of its CI system.</summary>
/// <param name="Token">An OpenID Connect id token, at most 16 KiB.</param>
/// <param name="PipelineRunId">The CI system's id of the run, as it is given to all other calls.</param>
public sealed record RunCredentialRequest(
    [property: Required, StringLength(16 * 1024, MinimumLength = 1)] string Token,
    [property: Required, StringLength(256, MinimumLength = 1)] string PipelineRunId)
{
    /// <summary>Hides the token: a record would print it.</summary>
    public override string ToString() => nameof(RunCredentialRequest);
}

/// <summary>Goes into the header <c>X-Api-Key</c>, for this run of this project alone.</summary>
public sealed record RunCredentialAnswer(string Credential, DateTimeOffset ExpiresAt)
{
    /// <summary>Hides the credential: a record would print it.</summary>
    public override string ToString() => nameof(RunCredentialAnswer);
}
