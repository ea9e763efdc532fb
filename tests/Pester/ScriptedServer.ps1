# A service on 127.0.0.1 that answers completions as it is told and keeps what it was asked.
# The rules stand in the prompts, so that each test says itself what happens:
#   fail:STATUS   answers with that status      slow:MS    answers after that time      anything   echoes the prompt
if (-not ('ScriptedServer' -as [type])) {
    Add-Type -TypeDefinition (Get-Content (Join-Path $PSScriptRoot 'ScriptedServer.cs') -Raw)
}
