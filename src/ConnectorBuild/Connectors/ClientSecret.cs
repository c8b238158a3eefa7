using System.Diagnostics;

namespace ConnectorBuild.Connectors;

/// <summary>A client secret that does not print itself: a value can be logged, interpolated or serialised without a leak.</summary>
[DebuggerDisplay("***")]
public sealed class ClientSecret(string text)
{
    /// <summary>The secret text, for the request that needs it and nothing else.</summary>
    public string Reveal() => text;

    /// <summary>Three asterisks.</summary>
    public override string ToString() => "***";
}
