BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
}

Describe 'Remove-FineTuneFile' {
    BeforeEach {
        Connect-New
        Set-Content (Join-Path $TestDrive 'a.jsonl') '{"prompt":"a"}'
        $script:File = Send-FineTuneFile TestDrive:/a.jsonl
    }

    AfterAll {
        Disconnect-FineTune -All
    }

    It 'deletes by id and from the pipeline, and writes nothing' {
        Remove-FineTuneFile $File.Id -Confirm:$false | Should -BeNullOrEmpty
        Send-FineTuneFile TestDrive:/a.jsonl | Remove-FineTuneFile -Confirm:$false
        Get-FineTuneFile | Should -BeNullOrEmpty
    }

    It 'asks, unless -Force says not to, and writes what it deleted with -PassThru' {
        [System.Management.Automation.CommandMetadata]::new((Get-Command Remove-FineTuneFile)).ConfirmImpact | Should -Be 'High'
        (Remove-FineTuneFile $File.Id -Force -PassThru).Id | Should -Be $File.Id
        Get-FineTuneFile | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -Force under $WhatIfPreference' {
        $WhatIfPreference = $true
        Remove-FineTuneFile $File.Id -Force
        $WhatIfPreference = $false
        (Get-FineTuneFile ($File.Id.Substring(0, 8) + '*')).Id | Should -Be $File.Id
    }

    It 'deletes nothing with -WhatIf' {
        $File | Remove-FineTuneFile -WhatIf
        (Get-FineTuneFile).Id | Should -Be $File.Id
    }

    It 'goes on after an id that is unknown' {
        'file-none', $File.Id | Remove-FineTuneFile -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.RemoveFineTuneFileCommand'
        Get-FineTuneFile | Should -BeNullOrEmpty
    }

    It 'refuses what is no file' {
        { Remove-FineTuneFile @{ Status = 'x' } } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}
