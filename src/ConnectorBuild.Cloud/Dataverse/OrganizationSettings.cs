using System.Xml;
using System.Xml.Linq;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>The organization's settings that are kept as XML text in <c>orgdborgsettings</c>.</summary>
internal static class OrganizationSettings
{
    private const string Lockdown = "IsLockdownOfUnmanagedCustomizationEnabled";

    /// <summary>
    /// Whether "Block unmanaged customizations" is on; null when the answer does not tell. A setting that was never changed is not in the
    /// text, and this one is off by default (INFERRED from the admin center's default).
    /// </summary>
    public static bool? BlocksUnmanagedChanges(DataverseResponse answer)
    {
        if (!answer.IsFound || answer.First?.ContainsKey("orgdborgsettings") != true)
        {
            return null;
        }

        try
        {
            return (string?)answer.First["orgdborgsettings"] is not { Length: > 0 } text
                ? false
                : string.Equals(XDocument.Parse(text).Root?.Element(Lockdown)?.Value, "true", StringComparison.OrdinalIgnoreCase);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
