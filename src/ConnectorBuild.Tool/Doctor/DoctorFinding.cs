namespace ConnectorBuild.Tool.Doctor;

/// <summary>How a check ended.</summary>
internal enum DoctorLevel
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>A deployment works, and something will hurt later or elsewhere.</summary>
    Warning,

    /// <summary>A deployment fails.</summary>
    Error,

    /// <summary>Could not be read; it may be in order.</summary>
    Unknown,
}

/// <summary>A line of <c>doctor</c>.</summary>
/// <param name="Level">How the check ended.</param>
/// <param name="Subject">What was checked, such as <c>clock</c>.</param>
/// <param name="Text">What was found, a sentence.</param>
/// <param name="Command">The command that corrects what was found; null where nothing is wrong or no command helps.</param>
internal sealed record DoctorFinding(DoctorLevel Level, string Subject, string Text, string? Command = null);
