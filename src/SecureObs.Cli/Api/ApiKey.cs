namespace SecureObs.Cli.Api;

/// <summary>The secret of this pipeline. Printing it prints nothing of it.</summary>
internal sealed class ApiKey(string value)
{
    /// <summary>Only for the request header.</summary>
    public string Reveal() => value;

    public override string ToString() => "(API key)";
}
