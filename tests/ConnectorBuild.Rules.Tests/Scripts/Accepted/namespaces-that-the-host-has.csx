using Microsoft.PowerPlatform.Connectors.CustomCode.CSharp;
using System.Runtime.Remoting.Contexts;
using System.Globalization;

public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
