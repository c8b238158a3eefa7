public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return new HttpResponseMessage(Formatting.Nice == 0 ? HttpStatusCode.OK : HttpStatusCode.Accepted);
    }

    private enum Formatting
    {
        Nice,
    }
}
