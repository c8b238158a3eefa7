using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.OpenApi;

/// <summary>The contact's e-mail address is not valid. An empty one is for certification, <see cref="Certification.ContactIsComplete"/>.</summary>
internal sealed class ContactEmailIsAddress() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new("CB1116", "The contact's e-mail address is not valid", DiagnosticSeverity.Error)
    {
        PlatformCode = "ContactEmailNotValid",
    };

    public void Check(RuleContext context)
    {
        var email = context.Definition[Keyword.Info][Keyword.Contact][Keyword.Email];
        if (!email.IsBlank && !EmailText.IsAddress(email.Text!))
        {
            context.Report(this, email,
                $"\"email\" of the contact is {ValueText.Of(email)}, which is not an e-mail address, and the platform refuses the document: "
                    + "write an address such as \"support@contoso.com\", or remove the member");
        }
    }
}
