namespace SecureObs.Local.Start;

/// <summary>Where the host answers: the dashboard and the API on one port, sign-in on the next.</summary>
internal sealed record LocalAddress(int Port)
{
    public int SignInPort => Port + 1;

    public string Dashboard => $"http://localhost:{Port}";

    public string Api => $"{Dashboard}/api";

    public string SignIn => $"http://localhost:{SignInPort}";
}
