namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>How a file is read: blocks of HCL, the same as JSON, or values of variables.</summary>
internal enum HclForm
{
    Hcl,
    Json,
    Values,
}

/// <param name="Name">As it is told when it cannot be read, below the workspace.</param>
internal sealed record HclSource(string Name, HclForm Form, string Text);
