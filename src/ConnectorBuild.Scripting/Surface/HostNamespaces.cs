#pragma warning disable IDE0130 // Namespace does not match folder structure: these are the platform's.

// Published scripts name the first two in using directives, and the platform accepts them. What is in them is not known.
namespace Microsoft.PowerPlatform.Connectors.CustomCode.CSharp
{
    /// <summary>Makes the namespace exist.</summary>
    public static class ExistsOnTheHost;
}

namespace System.Runtime.Remoting.Contexts
{
    /// <summary>Makes the namespace exist.</summary>
    public static class ExistsOnTheHost;
}

// These are documented, so they are imported for every script. Their types are in System.Drawing.Common, which few scripts need and .NET
// does not bring along.
namespace System.Drawing.Drawing2D
{
    /// <summary>Makes the namespace exist.</summary>
    public static class ExistsOnTheHost;
}

namespace System.Drawing.Imaging
{
    /// <summary>Makes the namespace exist.</summary>
    public static class ExistsOnTheHost;
}
