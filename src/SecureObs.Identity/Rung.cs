namespace SecureObs.Identity;

/// <summary>By what a finding was recognised. Numbers are stored.</summary>
public enum Rung
{
    /// <summary>By nothing: it was new.</summary>
    None = 0,

    /// <summary>The same lines in the same file.</summary>
    Content = 1,

    /// <summary>The same lines in a file that was renamed, or moved to another file.</summary>
    MovedContent = 2,

    /// <summary>Edited lines in the same place: between what did not change.</summary>
    EditedLine = 3,

    /// <summary>The tool has an id of its own for it that does not depend on lines.</summary>
    ToolId = 4,

    /// <summary>The same package and advisory.</summary>
    Package = 5,

    /// <summary>The same resource and rule of infrastructure code.</summary>
    Resource = 6,

    /// <summary>The same secret, by its keyed hash.</summary>
    Secret = 7,

    /// <summary>The same text in the same file, at the nearest line: where a client tells no more.</summary>
    NearestLine = 8,

    /// <summary>A person said so.</summary>
    Taught = 9,
}

/// <summary>A finding of before and one of now are the same. Numbers are positions in the two lists.</summary>
public readonly record struct Recognised(int Old, int New, Rung Rung);
