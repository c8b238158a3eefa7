using System.Net.Mail;
using System.Text;

namespace ConnectorBuild.Definition;

/// <summary>E-mail addresses as the platform takes them.</summary>
internal static class EmailText
{
    /// <summary>Whether a text is one: <c>Support &lt;support@contoso.com&gt;</c> is an address for .NET, but not for the platform.</summary>
    public static bool IsAddress(string text) =>
        Ascii.IsValid(text) && MailAddress.TryCreate(text.Trim(), out var address) && address.Address == text.Trim() && address.Host.Contains('.');
}
