namespace SecureObs.Graph.Aws.Policies;

/// <summary>An ARN, or a pattern of one: <c>arn:partition:service:region:account:resource</c>.</summary>
/// <param name="Resource">The rest, which may have colons: <c>secret:prod/db-AbCdEf</c>.</param>
internal sealed record Arn(string Service, string Region, string Account, string Resource)
{
    /// <summary>Null when it is none.</summary>
    public static Arn? Parse(string text) =>
        text.Split(':', 6) is ["arn", _, var service, var region, var account, var resource] ? new(service, region, account, resource) : null;

    /// <summary>Says nothing of where: a match by name then needs no assumption of the account and region.</summary>
    public bool IsAnywhere => Region is "" or "*" && Account is "" or "*";
}
