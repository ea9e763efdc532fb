BeforeAll {
    Import-Module "$PSScriptRoot/../../OpenAIFineTune.psd1" -Force
    $script:State = Join-Path ([IO.Path]::GetTempPath()) "finetune-$([guid]::NewGuid())"
}

AfterAll {
    Stop-FineTuneServer
    Remove-Item $State -Recurse -Force -ErrorAction Ignore
}

Describe 'Stop-FineTuneServer' {
    It 'stops the server from the pipeline, and no other' {
        $first = Start-FineTuneServer -StatePath $State -PassThru
        $second = Start-FineTuneServer -StatePath $State -PassThru

        $first | Stop-FineTuneServer | Should -BeNullOrEmpty

        $first.IsRunning | Should -BeFalse
        $second.IsRunning | Should -BeTrue
        { Invoke-RestMethod "$($first.Uri)models" } | Should -Throw
    }

    It 'stops the server on a port' {
        $server = Start-FineTuneServer -StatePath $State -PassThru
        (Stop-FineTuneServer -Port $server.Port -PassThru).Port | Should -Be $server.Port
        $server.IsRunning | Should -BeFalse
    }

    It 'stops all servers' {
        $servers = 1..2 | ForEach-Object { Start-FineTuneServer -StatePath $State -PassThru }
        Stop-FineTuneServer
        $servers.IsRunning | Should -Be @($false, $false)
    }

    It 'stops nothing with -WhatIf' {
        $server = Start-FineTuneServer -StatePath $State -PassThru
        Stop-FineTuneServer -WhatIf
        $server.IsRunning | Should -BeTrue
    }

    It 'says when there is no server on a port' {
        Stop-FineTuneServer -Port 9 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failure[0].TargetObject | Should -Be 9
    }
}
