namespace SecureObs.Cli.Drivers;

internal static class AllDrivers
{
    /// <summary>A new tool is one file in this folder, one page in docs/scanners and one line here.</summary>
    public static readonly IReadOnlyDictionary<string, IScannerDriver> ByKey = new IScannerDriver[]
    {
        new Bandit(),
        new Checkov(),
        new DevSkim(),
        new EslintSecurity(),
        new Gitleaks(),
        new OsvScanner(),
        new Secretlint(),
        new Semgrep(),
        new Trivy(),
    }.ToDictionary(driver => driver.Key);
}
