;;; domlint.el --- libvirt domain XML checked with eglot  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "26.3") (eglot "1.9"))
;; URL: https://github.com/domlint/domlint

;;; Commentary:

;; Eglot is part of Emacs since 29; before, install it.
;;   (add-to-list 'load-path "/path/to/domlint/editor/emacs")
;;   (require 'domlint)
;;   (add-hook 'nxml-mode-hook #'domlint-ensure)
;; The server only speaks of XML whose root element is a domain (or a snapshot or list of domains), whatever the file's name.

;;; Code:

(require 'eglot)

(defgroup domlint nil
  "Linter for libvirt domain XML."
  :group 'languages
  :prefix "domlint-")

(defcustom domlint-command '("domlint" "lsp")
  "The command that starts the language server."
  :type '(repeat string))

(add-to-list 'eglot-server-programs
             (cons '(nxml-mode xml-mode) (lambda (&rest _) domlint-command)))

;;;###autoload
(defun domlint-ensure ()
  "Start domlint in this buffer if it holds XML that libvirt may read."
  (save-excursion
    (goto-char (point-min))
    (when (re-search-forward "<dom\\(ain\\|status\\)" 65536 t)
      (eglot-ensure))))

;;;###autoload
(defun domlint-fix-all ()
  "Apply all safe fixes to this buffer."
  (interactive)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.domlint" t))

(provide 'domlint)
;;; domlint.el ends here
